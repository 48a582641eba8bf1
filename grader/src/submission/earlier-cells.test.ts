import { expect, test } from "vitest";
import { bundleAnswer } from "./bundle-answer.ts";
import { cellAnswers } from "./cell-answer.ts";

/** Grades the last of some cells as the answer, and gives its `counter`. */
async function counterOf(...sources: string[]): Promise<unknown> {
  const cells = sources.map((source, index) => {
    const exercise = index === sources.length - 1 ? "counter" : undefined;
    return { source, exercise, role: undefined };
  });
  const [found] = cellAnswers(cells, "counter", ["counter"]);
  const { source, earlier } = found!;
  const place = { root: "/ada", path: "/ada/02.ipynb", exports: ["counter"] };
  const bundled = await bundleAnswer({ ...place, cells: source, earlier });
  if (!("code" in bundled)) return bundled;
  const modules: Record<string, unknown> = {
    headgate: { System: "System" },
    "@headgate/check": { check: async () => {} },
  };
  let answer: { counter?: unknown } = {};
  const run = new Function(
    "headgateModule",
    "deliver",
    `return (async () => {"use strict";\n${bundled.code}\n})();`,
  ) as (module: (name: string) => unknown, deliver: (it: object) => void) => Promise<void>;
  await run(
    (name) => modules[name],
    (it) => (answer = it),
  );
  return answer.counter;
}

test.each<[string, string[], unknown]>([
  [
    "a call of check over several lines",
    ['const counter = 1;\nawait check("counter", {\n  counter: counter,\n});'],
    1,
  ],
  ["a helper", ["const helper = () => 1;", "const counter = helper();"], 1],
  [
    "a helper of a helper, with its imports",
    [
      'import * as hg from "headgate";',
      "function first() { return hg.System; }",
      "const { second, other: third } = { second: () => first(), other: 1 };",
      "const counter = [second(), third];",
    ],
    ["System", 1],
  ],
  [
    "the nearest of several definitions",
    ["const helper = 1;", "const helper = 2;", "const counter = helper;"],
    2,
  ],
  ["a helper that it assigns", ["let total = 1;", "total += 1;\nconst counter = total;"], 2],
  ["an answer declared before", ["let counter;", "counter = 3;"], 3],
  [
    "no cell that defines what it does not use",
    ["const demand = nobody();", "const counter = ((demand: number) => demand)(4); // demand"],
    4,
  ],
])("an answer in a cell may use %s", async (_, sources, value) => {
  expect(await counterOf(...sources)).toEqual(value);
});

test("a cell may not import files through an earlier one", async () => {
  const cells = ['import { x } from "./x.ts";\nconst helper = x;', "const counter = helper;"];
  expect(await counterOf(...cells)).toMatchObject({ verdict: "refused" });
});
