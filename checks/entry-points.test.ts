import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Installation, installPackage } from "./installed-package.ts";

/* Each entry point of the package, in each way that a program or a compiler comes to it. */

// Compilers and processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const kernelCompiler = createRequire(import.meta.url).resolve(
  "@tslab/typescript-for-tslab/lib/tsc.js",
);
const typeRoots = [join(root, "node_modules", "@types")];
const manifest = JSON.parse(readFileSync(join(root, "lib", "package.json"), "utf8")) as {
  readonly exports: Readonly<Record<string, unknown>>;
};
// What has no conditions is no code to import: the manifest, and the player's script as text.
const names = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target !== "string")
  .map(([key]) => key.replace(".", "headgate"));

let installation: Installation;
beforeAll(() => {
  installation = installPackage();
}, 120_000);
afterAll(() => rmSync(installation.folder, { recursive: true, force: true }));

test("there are headgate and its own", () => {
  expect(names).toEqual(expect.arrayContaining(["headgate", "headgate/node", "headgate/web"]));
});

describe("at run time", () => {
  test.each(names)("%s offers the same names as an ES module and as CommonJS", (name) => {
    const { run, write } = installation;
    const print = "console.log(Object.keys(it).sort().join())";
    const offered = run([write("names.mjs", `import * as it from "${name}"; ${print}`)]);
    expect(offered).not.toBe("");
    expect(run(["-e", `const it = require("${name}"); ${print}`])).toBe(offered);
  });

  test.each(["import", "require"])("streams and stages work together by %s", (how) => {
    const program = `
      const system = new System();
      const words = system.start(fromReadable(Readable.from(["a", "b"])));
      system.start(toWritable(process.stdout, { end: false }), { subscribeTo: [{ to: words }] });
      system.idle().then(async () => {
        const stream = toReadableStream(system, system.start(fromReadable(Readable.from(["c"]))));
        for await (const word of stream) console.log(word);
      });`;
    const from = {
      "node:stream": "Readable",
      headgate: "System",
      "headgate/node": "fromReadable, toWritable",
      "headgate/web": "toReadableStream",
    };
    const lines = Object.entries(from).map(([module, some]) =>
      how === "import"
        ? `import { ${some} } from "${module}";`
        : `const { ${some} } = require("${module}");`,
    );
    const file = installation.write(
      how === "import" ? "streams.mjs" : "streams.cjs",
      lines.join("\n") + program,
    );
    expect(installation.run([file])).toBe("abc");
  });

  test.each(names.filter((name) => !["headgate/node", "headgate/workers"].includes(name)))(
    "%s needs nothing of Node's",
    async (name) => {
      const { outputFiles, metafile } = await build({
        stdin: {
          contents: `export * from "${name}";`,
          resolveDir: installation.folder,
          loader: "js",
        },
        bundle: true,
        platform: "browser",
        format: "esm",
        minify: true,
        metafile: true,
        write: false,
        logLevel: "silent",
      });
      expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
      expect(/\brequire\(|\bprocess\./.test(outputFiles[0]?.text ?? "")).toBe(false);
    },
  );
});

/** A program that has something to do with every entry point but headgate/node, and is wrong nowhere. */
const program = `
import { consumer, consumerSupervisor, fromIterable, System } from "headgate";
import { fromReadableStream, fromWritableStream, toReadableStream, toTransformStream, toWritableStream } from "headgate/web";
const system = new System();
const numbers = system.start(fromIterable([1, 2, 3]));
const stream = toReadableStream(system, numbers);
system.start(fromReadableStream(stream));
const { writable, producer } = fromWritableStream<string>();
system.start(toWritableStream(writable), { subscribeTo: [{ to: system.start(producer) }] });
toTransformStream<number, number>(system, (input) => input);
const closed: Promise<void> = system.close();
consumerSupervisor((n: number, child) => { if (!child.signal.aborted) return child.sleep(n, { signal: child.signal }); });
`;
/** What it has to do with the host's own types, where they are known. */
const hostProgram = `
consumerSupervisor((url: string, { signal }) => fetch(url, { signal }));
const signal: AbortSignal | undefined = undefined as ChildContext["signal"] | undefined;
import type { ChildContext } from "headgate";
`;
const nodeProgram = `${program}${hostProgram}
import { fromReadable, fromWritable, publishTrace, toDuplex, toReadable, toWritable } from "headgate/node";
const readable = toReadable(system, numbers);
const feed = system.start(fromReadable<Buffer>(readable));
const pair = fromWritable({ objectMode: false });
system.start(toWritable(pair.writable), { subscribeTo: [{ to: feed }] });
const end: () => void = publishTrace(system);
toDuplex<number, number>(system, (input) => input).destroy();
`;

/** Compiles one file, the package's declarations included; answers what the compiler prints. */
function compile(file: string, text: string, options: object, by = compiler): string {
  const { run, write } = installation;
  write(file, text);
  const compilerOptions = {
    strict: true,
    target: "es2022",
    noEmit: true,
    skipLibCheck: false,
    ...options,
  };
  return run([
    by,
    "-p",
    write("tsconfig.json", JSON.stringify({ compilerOptions, files: [file] })),
  ]);
}

describe("types", () => {
  const ways: [string, object, string?][] = [
    ["module.mts", { module: "node16" }],
    ["commonjs.cts", { module: "node16" }],
    ["bundled.ts", { module: "esnext", moduleResolution: "bundler" }],
    ["cell.ts", { module: "esnext", moduleResolution: "node10" }, kernelCompiler],
  ];

  test.each(ways)(
    "of %s are known and right, without a page and without Node",
    (file, options, by) => {
      expect(compile(file, program, { ...options, lib: ["es2022"], types: [] }, by)).toBe("");
    },
  );

  test.each(ways)("of %s are those of the page", (file, options, by) => {
    const lib = ["es2022", "dom"];
    const text = `${program}${hostProgram}\nstream.getReader().read().then(({ value }) => value?.toFixed());`;
    expect(compile(file, text, { ...options, lib, types: [] }, by)).toBe("");
  });

  test.each(ways)("of %s are those of Node", (file, options, by) => {
    const node = {
      lib: ["es2022"],
      types: ["node"],
      typeRoots,
      skipLibCheck: by === kernelCompiler,
    };
    expect(compile(file, nodeProgram, { ...options, ...node }, by)).toBe("");
  });

  test("know what `await using` disposes of", () => {
    const text = `${program}\nexport async function main() { await using all = new System(); await using some = all.stream(numbers); }`;
    const lib = ["es2022", "esnext.disposable"];
    expect(compile("using.mts", text, { module: "node16", lib, types: [] })).toBe("");
  });

  test.each(ways)("of %s refuse what does not fit", (file, options, by) => {
    const text = `${program}\nconst words = consumer<string>(() => ({ handleEvents: () => {} }));\nsystem.start(words, { subscribeTo: [{ to: numbers }] });`;
    expect(() => compile(file, text, { ...options, lib: ["es2022"], types: [] }, by)).toThrow(
      /'ProducerRef<number>' is not assignable to type/,
    );
  });
});
