import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { gaps } from "../lib/docs/src/gaps.ts";
import {
  differences,
  printReference,
  type Reference,
  readReference,
} from "../lib/docs/src/reference.ts";

/* lib/api.md and lib/docs/reference are what the built declarations say. */

const root = fileURLToPath(new URL("..", import.meta.url));
const lib = join(root, "lib");

let reference: Reference;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "setup", "build.mjs"), "lib"], { stdio: "pipe" });
  reference = readReference(lib);
}, 120_000);

test(
  "the API report and the reference are what the declarations say",
  { timeout: 60_000 },
  async () => {
    const changed = differences(await printReference(lib, reference), lib);
    expect(changed, `\`npm run api\` prints them anew:\n${changed.join("\n")}\n`).toEqual([]);
  },
);

test("every export has its sentence, every value its example, every option its words", () => {
  const { pages, examples } = reference;
  expect(pages.length).toBeGreaterThan(30);
  expect(gaps(pages, examples)).toEqual([]);
});

/** The programs on the pages: blocks that import something. */
function programs(): { readonly name: string; readonly code: string }[] {
  const folder = join(lib, "docs", "reference");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
      const place = name.replaceAll(/[\\/]/g, "-").replace(".md", "");
      return blocks
        .filter((code) => /^import /m.test(code))
        .map((code, index) => ({ name: `${place}-${index + 1}.ts`, code }));
    });
}

/** What the compiler says to programs that a reader would copy into a strict project. */
function compile(
  all: readonly { readonly name: string; readonly code: string }[],
  options: object = {},
): string {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "examples-"));
  try {
    for (const { name, code } of all) writeFileSync(join(folder, name), `${code}\nexport {};\n`);
    const config = join(folder, "tsconfig.json");
    cpSync(join(lib, "docs", "examples", "tsconfig.json"), config);
    const {
      extends: base,
      compilerOptions,
      ...rest
    } = JSON.parse(readFileSync(config, "utf8")) as {
      extends: string;
      compilerOptions: object;
    };
    const files = all.map(({ name }) => name);
    writeFileSync(
      config,
      JSON.stringify({
        ...rest,
        extends: join(lib, "docs", "examples", base),
        compilerOptions: { ...compilerOptions, ...options },
        files,
        include: [],
      }),
    );
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    return spawnSync(process.execPath, [compiler, "-p", config], { encoding: "utf8" }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the examples of the reference", { timeout: 60_000 }, () => {
  test("compile in a strict project", () => {
    const all = programs();
    expect(all.length).toBeGreaterThan(60);
    // What stands in a page has a page around it.
    const isOfPage = ({ name }: { readonly name: string }): boolean => name.startsWith("player-");
    expect(compile(all.filter((one) => !isOfPage(one)))).toBe("");
    const dom = { lib: ["es2022", "dom", "dom.iterable"], types: [] };
    expect(compile(all.filter(isOfPage), dom)).toBe("");
  });

  test("are seen by the compiler", () => {
    const code = 'import { System } from "headgate";\nconst n: number = new System();';
    expect(compile([{ name: "wrong.ts", code }])).toMatch(/wrong\.ts.*error TS2322/);
  });
});
