import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exercisesIn, type ExerciseSource } from "@headgate/check/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshJailScript } from "../jail/jail.fixture.ts";
import { ownYard, type JailYard } from "../jail/jail-yard.ts";
import { equivalents } from "./equivalent-mutants.ts";
import { mutantProblems } from "./mutant-problems.ts";

const script = freshJailScript();
let yard: JailYard;
beforeAll(() => (yard = ownYard({ heapMb: 64 }, script.path)));
afterAll(() => yard.close());

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "headgate-mutants-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const solution = `export const depth = (arrived: number, taken: number): number => {
  let waiting = 0;
  for (let n = 0; n < arrived; n += 1) waiting += 1;
  return Math.max(waiting - taken, 0);
};
`;

/** An exercise whose only check calls \`depth\` with these numbers. */
function exercise(calls: [arrived: number, taken: number, depth: number][]): ExerciseSource {
  const checks = `import { expect, test } from "vitest";
import { answer } from "@headgate/check";
const mine = answer(() => import("./depth.ts"));
for (const [arrived, taken, depth] of ${JSON.stringify(calls)})
  test(\`\${arrived}, \${taken}\`, async () =>
    expect(await mine.evaluate(({ depth }, _lib, { a, t }) => depth(a, t), { a: arrived, t: taken })).toBe(depth));
`;
  put(
    "exercises/01-depth/README.md",
    "---\ntitle: D\nchapter: 1\npoints: 1\nminutes: 1\ndifficulty: 1\nhints: [a, b, c]\n---\n\nD.\n",
  );
  put("exercises/01-depth/depth.test.ts", checks);
  put("solutions/01-depth/depth.ts", solution);
  return exercisesIn(root)[0]!;
}

const thorough: [number, number, number][] = [
  [0, 0, 0],
  [5, 2, 3],
  [2, 5, 0],
];

const record = (text: string): void => put("solutions/01-depth/equivalent-mutants.yaml", text);

describe("mutantProblems", () => {
  test(
    "finds nothing where every change is noticed, also one that never ends",
    { timeout: 30_000 },
    async () => {
      const result = await mutantProblems(exercise(thorough), yard);
      expect(result).toMatchObject({ problems: [], entries: [], equivalent: 0 });
      expect(result.caught).toBe(result.tried);
      expect(result.tried).toBeGreaterThan(10);
    },
  );

  test(
    "lists what no check notices, with its line and an entry to record it",
    { timeout: 30_000 },
    async () => {
      const { problems, entries, caught, tried } = await mutantProblems(
        exercise([[5, 2, 3]]),
        yard,
      );
      expect(problems).toContain(
        'solutions/01-depth/depth.ts:4: `Math.max(waiting - taken, 0)` becomes `Math.max(waiting - taken, 1)` in "return Math.max(waiting - taken, 0);", ' +
          "and no check notices. It is no mistake only if any value does here.",
      );
      expect(tried - caught).toBe(problems.length);
      expect(entries).toContain(
        '- line: "return Math.max(waiting - taken, 0);"\n  change: "`Math.max(waiting - taken, 0)` becomes `Math.max(waiting - taken, 1)`"\n  reason: ""',
      );
    },
  );

  test("asks no more for what is recorded", { timeout: 30_000 }, async () => {
    const source = exercise([[5, 2, 3]]);
    const { entries, problems, tried } = await mutantProblems(source, yard);
    record(entries.join("\n").replaceAll('""', '"Nobody takes more than arrived."'));
    expect(await mutantProblems(source, yard)).toMatchObject({
      problems: [],
      equivalent: problems.length,
      tried: tried - problems.length,
    });
  });

  test("says which records are no longer true", { timeout: 30_000 }, async () => {
    record(`
- { line: "return 7;", change: "\`7\` becomes \`8\`", reason: "gone" }
- { line: "return Math.max(waiting - taken, 0);", change: "\`waiting - taken\` becomes \`waiting + taken\`", reason: "wrong" }
- { line: "return Math.max(waiting - taken, 0);", change: "\`Math.max(waiting - taken, 0)\` becomes \`Math.max(waiting + taken, 0)\`", reason: "wrong" }
- { line: "let waiting = 0;", reason: "no change" }
`);
    const where = "solutions/01-depth/equivalent-mutants.yaml";
    const { problems } = await mutantProblems(exercise(thorough), yard);
    expect(problems).toEqual([
      `${where}, entry 4: expected \`line\`, \`change\` and \`reason\` to be texts, and \`occurrence\`, if there is any, a number from 1 up.`,
      `${where}: there is no such change any more: \`7\` becomes \`8\` in "return 7;".`,
      `${where}: there is no such change any more: \`waiting - taken\` becomes \`waiting + taken\` in "return Math.max(waiting - taken, 0);".`,
      expect.stringContaining('is said to change nothing, but the check "5, 2" notices it.'),
    ]);
  });

  test("tries no more than it may, and says how many there are", async () => {
    const { tried, made } = await mutantProblems(exercise(thorough), yard, { most: 3 });
    expect(tried).toBe(3);
    expect(made).toBeGreaterThan(10);
  });

  test("learns nothing from a solution that fails", async () => {
    expect(await mutantProblems(exercise([[1, 0, 7]]), yard)).toMatchObject({
      tried: 0,
      problems: [
        "solutions/01-depth/depth.ts does not pass its checks, so no change of it was tried.",
      ],
    });
  });
});

test.each(["just: a map", "- [", "text"])("equivalents refuses %j", (text) => {
  const source = exercise(thorough);
  record(text);
  expect(equivalents(source).problems).toEqual([
    "solutions/01-depth/equivalent-mutants.yaml must be a list of entries with `line`, `change` and `reason`.",
  ]);
});
