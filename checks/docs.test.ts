import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";

/*
 * Every example that a reader may copy runs: the `@example` of each docstring of the library, the
 * TypeScript blocks of its pages, and the programs of its reference. A `console.assert` that does not
 * hold is an error.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "headgate-docs-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Example {
  /** The file and line where it begins. */
  readonly where: string;
  readonly code: string;
  /** The module whose docstring it stands in: its exports need no import. */
  readonly module?: string;
}

function sourcesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith(".ts") && !/\.(test|test-d|fixture)\.ts$/.test(name));
}

/** The examples of the docstrings of one source. */
function examplesOf(path: string, text: string): Example[] {
  return [...text.matchAll(/^( *)\/\*\*\n(?:\1 \*.*\n)*?\1 \*\//gm)].flatMap((docstring) => {
    const lines = docstring[0].split("\n").map((line) => line.replace(/^ *\/?\*+\/? ?/, ""));
    const start = lines.indexOf("@example");
    if (start === -1) return [];
    const after = lines.slice(start + 1);
    const end = after.findIndex((line) => line.startsWith("@"));
    const line = text.slice(0, docstring.index).split("\n").length + start;
    const code = after.slice(0, end === -1 ? undefined : end).join("\n");
    return [{ where: `${relative(root, path)}:${line}`, code: code.trim(), module: path }];
  });
}

/** The `ts` blocks of one page. */
function blocksOf(path: string, text: string): Example[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((block) => {
    const line = text.slice(0, block.index).split("\n").length;
    return { where: `${relative(root, path)}:${line}`, code: (block[1] ?? "").trim() };
  });
}

const pages = [root, join(root, "lib")].flatMap((path) =>
  readdirSync(path)
    .filter((name) => name.endsWith(".md") && name !== "api.md")
    .map((name) => join(path, name)),
);
/** The programs of the reference; what imports nothing there is a signature. */
const programs = readdirSync(join(root, "lib", "docs", "reference"), {
  recursive: true,
  encoding: "utf8",
})
  .map((name) => join(root, "lib", "docs", "reference", name))
  .filter((path) => path.endsWith(".md"))
  .flatMap((path) => blocksOf(path, readFileSync(path, "utf8")))
  .filter(({ code }) => /^import /m.test(code));
const isOnPage = ({ code }: Example): boolean =>
  programs.some((program) => program.code.endsWith(code));
const examples = [
  ...sourcesBelow(join(root, "lib", "src"))
    .flatMap((path) => examplesOf(path, readFileSync(path, "utf8")))
    // A program of the reference is the same, with its imports.
    .filter((example) => !isOnPage(example)),
  ...pages.flatMap((path) => blocksOf(path, readFileSync(path, "utf8"))),
  ...programs,
];

/** Modules that look for a file beside them find it, though the bundle stands elsewhere. */
const ownPlace: Plugin = {
  name: "own place",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lib[\\/]src[\\/]workers[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(
        "(import.meta as unknown as { url: string }).url",
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: "ts",
    }));
  },
};

/** Runs an example in a process of its own; answers what went wrong, or nothing. */
async function complaint({ code, module }: Example): Promise<string> {
  const own = module === undefined ? "" : `import * as own from ${JSON.stringify(module)};`;
  const names = module === undefined ? "" : "Object.assign(globalThis, api, show, own);";
  const prelude = `import * as api from "headgate"; import * as show from "headgate/show"; ${own}
    ${names}
    console.assert = (holds, ...rest) => { if (!holds) throw new Error(["assertion failed", ...rest].join(" ")); };
    console.error = (sentence) => { throw new Error(sentence); };`;
  const entry = join(folder, "prelude.ts");
  writeFileSync(entry, prelude);
  const { outputFiles } = await build({
    stdin: {
      contents: `import ${JSON.stringify(entry)};\n${code}`,
      resolveDir: root,
      loader: "ts",
    },
    nodePaths: [join(root, "node_modules")],
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["headgate-source"],
    write: false,
    logLevel: "silent",
    plugins: [ownPlace],
  });
  const program = join(folder, "example.mjs");
  writeFileSync(program, outputFiles[0]?.text ?? "");
  const { status, stderr, error } = spawnSync(process.execPath, [program], {
    encoding: "utf8",
    timeout: 10_000,
  });
  if (error !== undefined) return `it does not end: ${error.message}`;
  return status === 0 ? "" : stderr;
}

describe("examples", () => {
  test("are found in docstrings and on pages", () => {
    const places = examples.map(({ where }) => where.replace(/:\d+$/, ""));
    expect(places).toContain("lib/src/demand.ts");
    expect(places).toContain("lib/docs/reference/system.md");
    expect(places).toContain("lib/README.md");
    expect(examples.length).toBeGreaterThan(80);
  });

  test.each(examples)("$where runs", { timeout: 30_000 }, async (example) => {
    expect(example.code.replaceAll(/^\s*\/\/.*$/gm, "").trim()).not.toBe("");
    expect(await complaint(example)).toBe("");
  });
});

describe("this check", () => {
  test.each([
    ["console.assert(1 + 1 === 3);", /assertion failed/],
    ['import { System } from "headgate";\nnew System({ clock: "fast" });', /Expected `clock`/],
    ["nobody();", /nobody is not defined/],
  ])("fails where an example does: %s", async (code, message) => {
    expect(await complaint({ where: "here", code })).toMatch(message);
  });

  test("knows a docstring's example by its tag, and where it ends", () => {
    const text =
      "/**\n * What it does.\n *\n * @example\n * one();\n * two();\n * @returns a list\n */\nexport";
    expect(examplesOf(join(root, "a.ts"), text)).toMatchObject([
      { where: "a.ts:4", code: "one();\ntwo();" },
    ]);
    expect(blocksOf(join(root, "a.md"), "# A\n```ts\none();\n```\n```sh\nls\n```\n")).toEqual([
      { where: "a.md:2", code: "one();" },
    ]);
  });
});
