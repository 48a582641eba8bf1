import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build, type Metafile } from "esbuild";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { entryPoints } from "../lib/docs/src/entry-points.ts";
import { measure, measuredImports, statedSizes, withSizesTold } from "../lib/docs/src/sizes.ts";
import { packedFiles } from "./installed-package.ts";

/*
 * The package as it would be installed: only the files that npm packs, in a folder of its own, far from this workspace.
 */

// Compilers and processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "headgate-package-"));
const kernelCompiler = createRequire(import.meta.url).resolve(
  "@tslab/typescript-for-tslab/lib/tsc.js",
);

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "setup", "build.mjs"), "lib"], { stdio: "pipe" });
  const installed = join(folder, "node_modules", "headgate");
  mkdirSync(installed, { recursive: true });
  for (const file of packedFiles()) {
    cpSync(join(root, "lib", file), join(installed, file), { recursive: true });
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program in the folder; answers its output, both streams, or throws with it. */
function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return `${stdout}${stderr}`.trim();
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const pipeline = `
  const system = new System({ clock: "virtual" });
  const letters = system.start(fromIterable(["a", "b", "c"]));
  const seen = [];
  for await (const letter of system.stream(letters)) seen.push(letter);
  console.log(seen.join(""));`;

describe("the built package", () => {
  test("is imported as an ES module", () => {
    const file = write("module.mjs", `import { fromIterable, System } from "headgate";${pipeline}`);
    expect(run([file])).toBe("abc");
  });

  test("lets the program end when its stages are done: no timer is left", () => {
    const file = write(
      "end.mjs",
      `import { fromIterable, System } from "headgate";${pipeline}
      console.log(process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length);`,
    );
    expect(run([file])).toBe("abc\n0");
  });

  test("lets the program end when a stage was killed in its sleep, or with a message due", () => {
    const file = write(
      "killed.mjs",
      `import { consumer, System } from "headgate";
      const system = new System();
      const asleep = system.start(consumer((stage) => {
        stage.sendAfter(60_000, "later");
        return { handleEvents: () => {}, handleInfo: () => stage.sleep(60_000) };
      }));
      system.send(asleep, "sleep");
      setImmediate(() => void system.stop(asleep, "kill").then(() => console.log("killed")));`,
    );
    expect(run([file])).toBe("killed");
  });

  test("is required as CommonJS", () => {
    const program = `const { fromIterable, System } = require("headgate"); (async () => {${pipeline}})();`;
    expect(run(["-e", program])).toBe("abc");
  });

  test("offers the same names in both forms, headgate/show too", () => {
    for (const name of ["headgate", "headgate/show"]) {
      const print = "console.log(Object.keys(it).sort().join())";
      const file = write("names.mjs", `import * as it from "${name}"; ${print}`);
      const names = run([file]);
      expect(names).toContain(name === "headgate" ? "System" : "show");
      expect(run(["-e", `const it = require("${name}"); ${print}`])).toBe(names);
    }
  });

  test("draws what one form of it has run with the other's System only by its trace", () => {
    const file = write(
      "drawn.mjs",
      `import { fromIterable, System } from "headgate";
       import { draw } from "headgate/show";
       const system = new System({ clock: "virtual", trace: true });
       for await (const _ of system.stream(system.start(fromIterable([1]), { name: "feed" }))) continue;
       console.log(draw(system.trace).text.includes("feed"));`,
    );
    expect(run([file])).toBe("true");
  });

  test("depends on nothing, but for the pool of worker threads and what draws a PNG, where they are wanted", () => {
    const text = readFileSync(join(root, "lib", "package.json"), "utf8");
    const manifest = JSON.parse(text) as Readonly<Record<string, object>>;
    const keys = Object.keys(manifest).filter((key) => /dependencies/i.test(key));
    expect(keys).toEqual(["peerDependencies", "peerDependenciesMeta"]);
    expect(Object.keys(manifest["peerDependencies"] ?? {})).toEqual(["piscina", "sharp"]);
    const optional = { optional: true };
    expect(manifest["peerDependenciesMeta"]).toEqual({ piscina: optional, sharp: optional });
  });

  test("has its docs, its declarations, and no test in it", () => {
    const listed = execFileSync(
      process.execPath,
      ["-p", "require('fs').readdirSync('node_modules/headgate', { recursive: true }).join('\\n')"],
      { cwd: folder, encoding: "utf8" },
    ).replaceAll("\\", "/");
    const pages = ["README.md", "PROTOCOL.md", "RULES.md", "api.md", "docs/reference/README.md"];
    const declarations = ["dist/index.d.ts", "dist/show/index.d.ts"];
    for (const file of [...pages, "docs/reference/node/to-readable.md", ...declarations]) {
      expect(listed.split("\n")).toContain(file);
    }
    expect(listed).not.toMatch(/\.test\.|\.test-d\.|\.fixture\.|tsbuildinfo/);
  });

  test("has the licence of the repository in it", () => {
    const licence = readFileSync(join(folder, "node_modules", "headgate", "LICENSE"), "utf8");
    expect(licence).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
  });

  test("leads nobody to a file that is not in it, but by a condition of its own", () => {
    type Target = string | { readonly [condition: string]: Target };
    const { exports } = JSON.parse(readFileSync(join(root, "lib", "package.json"), "utf8")) as {
      readonly exports: Target;
    };
    const packed = packedFiles().map((path) => `./${path}`);
    const missing = (target: Target, conditions: string): string[] =>
      typeof target === "string"
        ? packed.includes(target)
          ? []
          : [conditions.trim()]
        : Object.entries(target).flatMap(([key, one]) => missing(one, `${conditions} ${key}`));
    for (const way of missing(exports, "")) expect(way).toMatch(/ headgate-source$/);
  });
});

describe("a crash, from the built package in Node", () => {
  test.each(["require", "import"])("by %s: is printed with the reader's own frames only", (how) => {
    const program = `
      const fail = () => { throw new RangeError("too deep"); };
      const system = new System({ clock: "virtual" });
      const feed = system.start(fromIterable([1, 2, 3]));
      const review = consumer((stage) => ({
        handleEvents: async function review() { await stage.sleep(5); fail(); },
      }));
      system.start(review, { name: "review", subscribeTo: [{ to: feed, cancel: "temporary" }] });
      system.idle();`;
    const names = "{ consumer, fromIterable, System }";
    const file =
      how === "import"
        ? write("crash.mjs", `import ${names} from "headgate";${program}`)
        : write("crash.cjs", `const ${names} = require("headgate");${program}`);
    const lines = run([file]).split("\n");
    expect(lines[0]).toBe('Stage "review" crashed in `handleEvents`: RangeError: too deep');
    expect(lines.slice(1).map((line) => line.replace(/\(.*\/(crash\.\w+):.*\)/, "$1"))).toEqual([
      `    at fail ${how === "import" ? "crash.mjs" : "crash.cjs"}`,
      `    at Object.review [as handleEvents] ${how === "import" ? "crash.mjs" : "crash.cjs"}`,
    ]);
  });
});

/** Bundles a module of the package's user for the browser; answers its text and what is in it. */
async function bundled(contents: string): Promise<{ text: string; meta: Metafile }> {
  const result = await build({
    stdin: { contents, resolveDir: folder, loader: "js" },
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "bundle",
    target: "es2022",
    minify: true,
    metafile: true,
    write: false,
    legalComments: "none",
    logLevel: "silent",
  });
  return { text: result.outputFiles[0]?.text ?? "", meta: result.metafile };
}

describe("a bundle for the browser", () => {
  test("needs nothing of Node's, and runs where there is only what browsers have", async () => {
    const { text, meta } = await bundled(`
      import { fromIterable, System } from "headgate";
      import { draw } from "headgate/show";
      export async function main() {
        const system = new System({ clock: "virtual", trace: true });
        const seen = [];
        for await (const n of system.stream(system.start(fromIterable([1, 2, 3])))) seen.push(n);
        return [seen.join(), draw(system.trace).text.length > 0].join(" ");
      }`);
    expect(Object.values(meta.outputs).flatMap(({ imports }) => imports)).toEqual([]);
    expect(/\brequire\(|\bprocess\./.test(text)).toBe(false);
    const channel = { MessageChannel, performance, queueMicrotask, setTimeout, clearTimeout };
    const page = createContext({ ...channel, console });
    const answer = await (runInContext(`${text}; bundle.main()`, page) as Promise<string>);
    expect(answer).toBe("1,2,3 true");
  });
});

describe("sizes, minified and gzipped", () => {
  const imports = measuredImports(entryPoints(join(root, "lib")));
  const page = readFileSync(join(root, "lib", "README.md"), "utf8");
  const stated = statedSizes(page);

  test("are stated for the smallest pipeline and for each entry point", () => {
    expect(imports.length).toBeGreaterThan(2);
    expect([...stated.keys()]).toEqual(imports);
  });

  // The number on the page is the budget; compressors differ by some bytes, hence the 0.1.
  test.each(imports)("%s is as lib/README.md says", async (what) => {
    const kB = (await measure(folder, [what])).get(what) ?? 0;
    const message = `measured ${kB.toFixed(1)} kB: make it smaller, or let \`npm run api\` write the new number`;
    expect(Math.abs(kB - (stated.get(what) ?? 0)), message).toBeLessThan(0.15);
  });

  test("are told in README.md by the same numbers", () => {
    const told = readFileSync(join(root, "README.md"), "utf8");
    expect(told).toMatch(/`\{ System, producer, consumer \}` is \d+\.\d kB minified and gzipped/);
    expect(withSizesTold(told, stated)).toBe(told);
  });
});

/** A notebook cell's code, as tslab's own compiler sees it. */
const cell = `
import { System, producer, producerConsumer, consumer, fromIterable, consumerSupervisor, partitionDispatcher } from "headgate";
import { show } from "headgate/show";
import { workerChildren, workerPool, workerStage } from "headgate/workers";

const counter = producer(() => {
  let next = 0;
  return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
});
const double = producerConsumer(() => ({ handleEvents: (events: number[]) => events.map((n) => n * 2) }));
const system = new System({ clock: "virtual", trace: true });
const numbers = system.start(counter, { dispatcher: partitionDispatcher({ partitions: 1 }) });
const doubled = system.start(double, { subscribeTo: [{ to: numbers, maxDemand: 10, partition: 0 }] });
const print = consumer((stage) => ({ handleEvents: (events: number[]) => { if (events[0] > 50) stage.stop(); } }));
system.start(print, { subscribeTo: [{ to: doubled }] });
system.start(consumerSupervisor(async (n: number, child) => { await child.sleep(n); }), { subscribeTo: [{ to: doubled }] });
const words: AsyncIterableIterator<string> = system.stream(system.start(fromIterable(["a"])));
show(system);
const hash = workerStage<(word: string) => Promise<number>>("file:///hash.js", { export: "hash", pool: workerPool({ threads: 2 }) });
const hashes: AsyncIterableIterator<number> = system.stream(system.start(hash, { subscribeTo: [{ to: "words" }] }));
system.start(workerChildren("file:///save.js", { restart: "transient" }), { subscribeTo: [{ to: "words" }] });
export {};
`;

/** Compiles one file as tslab does its cells, declarations included; answers what is printed. */
function compile(file: string, strict: boolean): string {
  const compilerOptions = {
    strict,
    target: "es2022",
    lib: ["es2022"],
    module: "esnext",
    moduleResolution: "node10",
    types: [],
    noEmit: true,
    skipLibCheck: false,
  };
  const project = write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] }));
  return run([kernelCompiler, "-p", project]);
}

describe("types under the kernel's compiler", () => {
  test("it is TypeScript 5.0.4", () => {
    expect(run([kernelCompiler, "--version"])).toBe("Version 5.0.4");
  });

  test.each([false, true])(
    "a cell compiles with strict %s, and the declarations with it",
    (strict) => {
      write("cell.ts", cell);
      expect(compile("cell.ts", strict)).toBe("");
    },
  );

  test("and it refuses what does not fit", () => {
    write(
      "wrong.ts",
      `${cell.replace("export {};", "")}\nsystem.start(counter, { maxDemand: 5 });\nexport {};\n`,
    );
    expect(() => compile("wrong.ts", true)).toThrow(
      /'maxDemand' does not exist in type 'ProducerOptions<number>'/,
    );
  });
});

test("the workspace's own compiler is TypeScript 7, whoever owns node_modules/.bin/tsc", () => {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  expect(run([compiler, "--version"])).toMatch(/^Version 7\./);
});
