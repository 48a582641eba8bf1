import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Installation, installPackage } from "./installed-package.ts";

/* headgate/workers as it would be installed, without its pool and with it. */

// Compilers and processes of their own take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const pool = fileURLToPath(new URL("../node_modules/piscina", import.meta.url));

let installation: Installation;
beforeAll(() => {
  installation = installPackage();
}, 120_000);
afterAll(() => rmSync(installation.folder, { recursive: true, force: true }));

/** The same program as a module and as CommonJS; `here` is its folder's URL. */
function program(how: "import" | "require", text: string): string[] {
  const names = "{ consumer, countChildren, fromIterable, System }";
  const workers = "{ workerChildren, workerStage }";
  const here = "const here = require('node:url').pathToFileURL(process.cwd() + '/').href;";
  const body = `(async () => {${text}})();`;
  if (how === "require") {
    const lines = `const ${names} = require("headgate"); const ${workers} = require("headgate/workers");`;
    return [installation.write("program.cjs", `${lines}${here}${body}`)];
  }
  const lines = `import { createRequire } from "node:module"; import ${names} from "headgate"; import ${workers} from "headgate/workers"; const require = createRequire(import.meta.url);`;
  return [installation.write("program.mjs", `${lines}${here}${body}`)];
}

describe("without the pool", () => {
  test.each(["import", "require"] as const)("by %s: one sentence says what to install", (how) => {
    const args = program(
      how,
      `try { workerStage("/work.js"); } catch (error) { console.log(error.message); }`,
    );
    expect(installation.run(args)).toBe(
      "headgate/workers needs the package `piscina`, which is not installed: npm install piscina",
    );
  });

  test("in a page: it can be bundled, and says where it runs when it is used", async () => {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: `
          import { workerStage } from "headgate/workers";
          export function main() {
            try { workerStage("file:///work.js"); } catch (error) { return error.message; }
          }`,
        resolveDir: installation.folder,
        loader: "js",
      },
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "bundle",
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
    const page = createContext({ MessageChannel, performance, queueMicrotask, setTimeout });
    expect(runInContext(`${outputFiles[0]?.text}; bundle.main()`, page)).toBe(
      "headgate/workers needs the worker threads of Node 20.19 or newer, and this is no such Node",
    );
  });
});

describe("with the pool", () => {
  beforeEach(() => {
    const installed = join(installation.folder, "node_modules", "piscina");
    rmSync(installed, { force: true });
    symlinkSync(pool, installed);
    installation.write(
      "work.mjs",
      `export const square = (n) => n * n;
       export const loops = () => { for (;;); };`,
    );
  });

  test.each(["import", "require"] as const)(
    "by %s: it works in threads, and the program ends when the stages have",
    (how) => {
      const args = program(
        how,
        `const system = new System();
         const options = { export: "square", threads: 2, timeoutMs: 600_000 };
         const numbers = system.start(fromIterable([1, 2, 3]));
         const squares = system.start(workerStage(new URL("./work.mjs", here), options), { subscribeTo: [{ to: numbers }] });
         const seen = [];
         for await (const n of system.stream(squares)) seen.push(n);
         console.log(seen.join());`,
      );
      expect(installation.run(args)).toBe("1,4,9");
    },
  );

  test("the program ends with the events, where its stages go on", () => {
    const args = program(
      "import",
      `const system = new System();
       const to = system.start(fromIterable([1, 2, 3]));
       const squares = system.start(workerStage(new URL("./work.mjs", here), { export: "square" }), { subscribeTo: [{ to, cancel: "temporary" }] });
       system.start(consumer(() => ({ handleEvents: (events) => console.log(events.join()) })), { subscribeTo: [{ to: squares }] });`,
    );
    expect(installation.run(args).replaceAll("\n", ",")).toBe("1,4,9");
  });

  test.each([
    ["import", "shutdown"],
    ["require", "kill"],
  ] as const)("by %s: %s lets go of threads that would never end", (how, reason) => {
    const args = program(
      how,
      `const system = new System({ log: false });
       const [module, options] = [new URL("./work.mjs", here), { export: "loops", threads: 2 }];
       const feed = () => [{ to: system.start(fromIterable([1, 2, 3])), cancel: "temporary" }];
       const stage = system.start(workerStage(module, options), { subscribeTo: feed() });
       system.start(consumer(() => ({ handleEvents: () => {} })), { subscribeTo: [{ to: stage }] });
       const children = system.start(workerChildren(module, options), { subscribeTo: feed() });
       await new Promise((resolve) => setTimeout(resolve, 100));
       console.log((await countChildren(children)).active);
       for (const one of [stage, children]) await system.stop(one, "${reason}");
       await system.idle();`,
    );
    expect(installation.run(args)).toBe("3");
  });
});
