import { expect, test } from "vitest";
import { cellAnswers } from "./cell-answer.ts";
import { BrokenNotebook, codeCells } from "./code-cells.ts";

const cellAnswer = (text: string, slug: string, exports: string[]) =>
  cellAnswers(codeCells(text), slug, exports)[0];

interface Draft {
  readonly code?: string;
  readonly exercise?: string;
  readonly role?: string;
  readonly text?: string;
}

/** A notebook as JupyterLab writes it. */
function notebook(...cells: readonly Draft[]): string {
  return JSON.stringify({
    cells: cells.map(({ code, exercise, role, text }) => ({
      cell_type: code === undefined ? "markdown" : "code",
      metadata: exercise === undefined ? {} : { headgate: { exercise, role } },
      source: (code ?? text ?? "").split(/(?<=\n)/),
      ...(code !== undefined && { outputs: [{ text: "huge" }], execution_count: 3 }),
    })),
    metadata: { kernelspec: { name: "tslab" } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

const answer = "const counter = 1;";
const call = 'await check("counter", { counter });';

test("cellAnswer takes the cell that its metadata marks, and exports what is checked", () => {
  const text = notebook(
    { code: "const counter = 0;" },
    { code: answer, exercise: "counter" },
    { code: call },
  );
  expect(cellAnswer(text, "counter", ["counter"])?.source).toBe(`${answer}\nexport { counter };`);
});

test("cellAnswer takes the last of several cells that are marked, but no empty one", () => {
  const text = notebook(
    { code: "const counter = 0;", exercise: "02-counter" },
    { code: answer, exercise: "counter" },
    { code: " ", exercise: "counter" },
  );
  expect(cellAnswer(text, "counter", ["counter"])?.source).toContain("const counter = 1;");
});

test.each([
  ["the cell before the call", [{ code: answer }, { text: "prose" }, { code: call }]],
  [
    "the nearest one that defines what is checked",
    [{ code: answer }, { code: "console.log(counter)" }, { code: call }],
  ],
  ["the cell of the call, when it defines it", [{ code: `${answer}\n${call}` }]],
  [
    "by the folder's name too",
    [{ code: answer }, { code: "await check('02-counter', { counter })" }],
  ],
])("cellAnswer without metadata takes %s", (_, cells) => {
  const found = cellAnswer(notebook(...cells), "counter", ["counter"]);
  expect(found?.source).toContain("const counter = 1;");
  expect(found?.source).toContain("export { counter };");
});

test("cellAnswers takes no check for an answer, and what is checked when the marked cell is left alone", () => {
  const text = notebook(
    { code: "const counter = 0; // TODO", exercise: "02-counter", role: "answer" },
    { code: answer },
    { code: call, exercise: "02-counter", role: "check" },
  );
  const found = cellAnswers(codeCells(text), "counter", ["counter"]).map(({ source }) => source);
  expect(found).toEqual([
    "const counter = 0; // TODO\nexport { counter };",
    `${answer}\nexport { counter };`,
  ]);
});

test("cellAnswers bears hostile text", () => {
  const texts = [
    "\n".repeat(49_000),
    "import {".repeat(6000),
    `${" ".repeat(49_000)}x`,
    "check(".repeat(8000),
    "const [".repeat(7000),
  ];
  const cells = texts.flatMap((code) => [
    { code, exercise: "counter" },
    { code: `${code}${call}` },
  ]);
  for (const exercise of ["counter", "other"]) {
    const read = () => cellAnswers(codeCells(notebook(...cells)), exercise, ["counter"]);
    expect(read).not.toThrow();
  }
});

test("cellAnswer adds what earlier cells imported and the cell uses", () => {
  const text = notebook(
    {
      code: 'import { System, producer as make, type Stage } from "headgate";\nimport { week } from "@headgate/quakes";',
    },
    { code: "const counter = make(() => week.length);", exercise: "counter" },
  );
  const source = cellAnswer(text, "counter", ["counter"])?.source;
  expect(source).toContain('import { producer as make } from "headgate";');
  expect(source).toContain('import { week } from "@headgate/quakes";');
  expect(source).not.toContain("System");
});

test("cellAnswer leaves alone what the cell imports or exports itself", () => {
  const code = 'import { producer } from "headgate";\nexport const counter = producer(() => ({}));';
  const text = notebook(
    { code: 'import { producer } from "headgate";' },
    { code, exercise: "counter" },
  );
  expect(cellAnswer(text, "counter", ["counter"])?.source).toBe(`${code}\n`);
});

test("cellAnswer finds nothing for another exercise or an untouched notebook", () => {
  expect(
    cellAnswer(notebook({ code: answer, exercise: "counter" }), "finite-feed", ["feed"]),
  ).toBeUndefined();
  expect(cellAnswer(notebook({ text: "prose" }), "counter", ["counter"])).toBeUndefined();
  expect(cellAnswer(notebook({ code: call }), "counter", ["counter"])).toBeUndefined();
});

test.each(["", "no json", "null", "[]", '{"cells": 1}'])("cellAnswer refuses %j", (text) => {
  expect(() => cellAnswer(text, "counter", ["counter"])).toThrow(BrokenNotebook);
});

test("cellAnswer bears cells of any shape", () => {
  const text = JSON.stringify({
    cells: [
      null,
      1,
      {},
      { cell_type: "code" },
      { cell_type: "code", source: "7", metadata: { headgate: 1 } },
    ],
  });
  expect(cellAnswer(text, "counter", ["counter"])).toBeUndefined();
});

test.each([
  ["a number", "7"],
  ["objects without a text", '[{"toString":0,"valueOf":0}]'],
  ["lists in lists", `${"[".repeat(8000)}${"]".repeat(8000)}`],
])("codeCells takes %s for no text of a cell", (_, source) => {
  const text = `{"cells":[{"cell_type":"code","source":${source}}]}`;
  expect(() => codeCells(text)).toThrow(BrokenNotebook);
});

test("codeCells does not keep the text of a cell that is nobody's answer", () => {
  const cells = codeCells(notebook({ code: "x".repeat(50_001) }, { code: "x".repeat(50_000) }));
  expect(cells.map(({ source }) => source.length)).toEqual([0, 50_000]);
});

test("cellAnswer carries over imports of all kinds", () => {
  const text = notebook(
    { code: 'import * as hg from "headgate";\nimport quakes, { week } from "@headgate/quakes";' },
    { code: "const counter = [hg, quakes, week];", exercise: "counter" },
  );
  expect(cellAnswer(text, "counter", ["counter"])?.source.split("\n").slice(0, 3).sort()).toEqual([
    'import * as hg from "headgate";',
    'import quakes from "@headgate/quakes";',
    'import { week } from "@headgate/quakes";',
  ]);
});

test("cellAnswer declares what the cell only assigns", () => {
  const text = notebook({ code: "let counter;" }, { code: "counter = 1;" }, { code: call });
  expect(cellAnswer(text, "counter", ["counter"])?.source).toBe(
    "let counter;\ncounter = 1;\nexport { counter };",
  );
});
