import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CheckResult } from "@headgate/check/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";
import { bundleAnswer } from "../submission/bundle-answer.ts";
import { corpus, runHostile, secret, type HostileFile } from "./corpus.fixture.ts";
import { freshJailScript, yardWith } from "./jail.fixture.ts";
import type { JailYard } from "./jail-yard.ts";
import { studentJails } from "./student-jails.ts";
import type { WallName } from "./walls.ts";

const script = freshJailScript();
const files = corpus();
const honest = files[0]!;
const verdicts = (checks: readonly CheckResult[]): string[] => checks.map(({ verdict }) => verdict);

test("the corpus is large, numbered without a gap, and says of each file what to expect", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.map(({ name }) => Number(name.slice(0, 3)))).toEqual(files.map((_, at) => at + 1));
  expect(new Set(files.map(({ text }) => text)).size).toBe(files.length);
  for (const { name, expected } of files) expect(expected, name).toHaveLength(3);
});

test("the table names every file, and only what there is", () => {
  const page = readFileSync(join(courseFolder, "grader/corpus/README.md"), "utf8");
  const table = page.slice(page.indexOf("\n| 0 |"));
  const named = [...table.matchAll(/`([a-z0-9/.-]+)`/g)].map(([, name]) => name!);
  const slugs = named.filter((name) => !name.includes("/"));
  expect(new Set(slugs)).toEqual(new Set(files.map(({ name }) => name.slice(4))));
  const paths = named.filter((name) => name.includes("/"));
  expect(paths.filter((path) => !existsSync(join(courseFolder, path)))).toEqual([]);
});

/** Short only for what is meant to be stopped: no busy machine makes an honest answer late. */
const limitOf = ({ expected }: HostileFile): number =>
  expected.flat().includes("time") ? 400 : 10_000;

/** What differs from wall to wall: who ends a process, what it may reach, and how memory is guarded. */
const few = files.filter(({ name }) =>
  /honest$|exits|out-of-a-text|endless-loop$|proxy|heap-bomb|reads-its-stack$|patches-in-silence|leaves-/.test(
    name,
  ),
);

describe.each([
  ["namespaces", files],
  ["permissions", few],
  ["process", few.slice(0, 4)],
] as const)("behind the wall %s", (name: WallName, chosen) => {
  let yard: JailYard | undefined;
  beforeAll(async () => {
    // Where there is no bubblewrap, the next wall stands for it.
    yard = (await yardWith(name, script.path)) ?? (await yardWith("permissions", script.path));
  });
  afterAll(() => yard?.close());

  test.each(chosen)("$name tries $tries", { timeout: 60_000 }, async (file: HostileFile) => {
    const jails = studentJails(yard!);
    try {
      const checks = await runHostile(file.text, jails, { timeLimitMs: limitOf(file) });
      const found = verdicts(checks);
      expect(found).toEqual(
        file.expected.map((allowed, at) =>
          allowed.includes(found[at]!) ? found[at] : allowed.join(" or "),
        ),
      );
      for (const { got = "", console } of checks) {
        expect(got + console).not.toContain(secret);
        expect(got + console).not.toContain(courseFolder);
      }
      expect(
        verdicts(await runHostile(honest.text, jails, { timeLimitMs: limitOf(honest) })),
        "the next answer of the same student",
      ).toEqual(honest.expected.flat());
    } finally {
      jails.close();
    }
  });
});

describe("what an answer takes", () => {
  const run = async (part: string, timeLimitMs: number): Promise<readonly CheckResult[]> => {
    const yard = (await yardWith("process", script.path))!;
    const jails = studentJails(yard);
    try {
      return await runHostile(files.find(({ name }) => name.endsWith(part))!.text, jails, {
        timeLimitMs,
      });
    } finally {
      jails.close();
      yard.close();
    }
  };

  test(
    "is cut where it floods the console, and costs it nothing else",
    { timeout: 30_000 },
    async () => {
      const [first] = await run("-flood", 5000);
      expect(first?.verdict).toBe("correct");
      expect(first?.console.length).toBeLessThan(70_000);
      expect(first?.console).toMatch(/… and \d+ more lines\n$/);
    },
  );

  test(
    "is measured outside of the heap too, without a limit of the system's",
    { timeout: 60_000 },
    async () => {
      const found = verdicts(await run("-buffer-bomb", 20_000));
      expect(found[0]).toBe("memory");
      expect(found).not.toContain("correct");
    },
  );

  test(
    "is no more for one that hangs than the limit of two evaluations",
    { timeout: 30_000 },
    async () => {
      const ms = (await run("-endless-loop", 300)).map((check) => check.ms);
      expect(ms[2]).toBeLessThan(100);
    },
  );
});

test("what lies beside an answer is not looked at", async () => {
  const root = mkdtempSync(join(tmpdir(), "headgate-beside-"));
  const beside: Record<string, string> = {
    "package.json":
      '{ "type": "commonjs", "scripts": { "preinstall": "exit 1" }, "browser": { "headgate": "./evil.ts" } }',
    "tsconfig.json":
      '{ "extends": "/nowhere", "compilerOptions": { "paths": { "headgate": ["./evil.ts"] } } }',
    "vitest.config.ts": "throw new Error('config');",
    "vite.config.ts": "throw new Error('config');",
    "vitest.workspace.ts": "throw new Error('config');",
    "babel.config.js": "throw new Error('config');",
    "postcss.config.js": "throw new Error('config');",
    ".swcrc": "{",
    ".env": "VITEST=true\nNODE_OPTIONS=--require=./evil.ts",
    ".npmrc": "registry=http://127.0.0.1/",
    "make.test.ts": "throw new Error('more checks');",
    "__snapshots__/make.test.ts.snap": "exports[`first 1`] = `[7]`;",
    "__mocks__/headgate.ts": "export const System = 1;",
    "node_modules/headgate/index.js": "throw new Error('another library');",
    "node_modules/vitest/index.js": "throw new Error('another runner');",
    "evil.ts": "throw new Error('evil');",
  };
  const answer = 'import { System } from "headgate";\nexport const make = () => [typeof System];\n';
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    put("make.ts", answer);
    const source = { root, path: join(root, "make.ts"), exports: ["make"] };
    const alone = await bundleAnswer(source);
    for (const [path, text] of Object.entries(beside)) put(path, text);
    expect(alone).toHaveProperty("code");
    expect(await bundleAnswer(source)).toEqual(alone);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
