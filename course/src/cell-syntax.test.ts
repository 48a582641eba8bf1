import { describe, expect, test } from "vitest";
import { checkCellSyntax, declaredNames } from "./cell-syntax.ts";
import { checkProse } from "./prose.ts";

describe("checkCellSyntax", () => {
  test.each<[string, string]>([
    [
      "export const a = 1;",
      "a cell cannot `export`: what it declares is there in every later cell",
    ],
    [
      "const a = 1;\nexport { a };",
      "a cell cannot `export`: what it declares is there in every later cell",
    ],
    ["export default 1;", "a cell cannot `export`: what it declares is there in every later cell"],
    ['import { a } from "../a";', "a cell cannot import the file `../a`: it imports packages only"],
    ["enum A { B }", "a cell cannot declare an `enum`: write a union of strings"],
    ["namespace A { export const b = 1; }", "a cell cannot declare a `namespace`"],
    [
      "for await (const a of b) { c(a); }",
      "tslab does not run a cell whose only top-level `await` is a `for await`: put the loop in an async function and await its call",
    ],
    ["await (a);", "tslab misreads `await (`: put the value in a variable and await that"],
    [
      "const a = await [b];",
      "tslab misreads `await [`: put the value in a variable and await that",
    ],
    ["await `a`;", "tslab misreads `await ``: put the value in a variable and await that"],
    ["await b; await (a);", "tslab misreads `await (`: put the value in a variable and await that"],
    ["\n".repeat(15), "a cell has at most 15 lines, this one has 16"],
  ])("refuses %j", (code, sentence) => {
    expect(checkCellSyntax(code).map((fault) => fault.sentence)).toEqual([sentence]);
  });

  test.each([
    "await a;\nfor await (const b of c) { d(b); }",
    "async function a() { for await (const b of c) { await (b); } }\nawait a();",
    'import { a } from "headgate";\nconst b = await a(1);',
    "const text = `await (a)`; // await (a)",
    "\n".repeat(14),
  ])("accepts %j", (code) => {
    expect(checkCellSyntax(code)).toEqual([]);
  });

  test("refuses an earlier cell's name as a shorthand, which tslab does not find", () => {
    const earlier = new Set(["seen", "week"]);
    const sentence =
      "tslab does not find `seen` of an earlier cell in a shorthand: write `seen: seen`";
    expect(checkCellSyntax("show({ seen });", earlier).map((fault) => fault.sentence)).toEqual([
      sentence,
    ]);
    for (const code of [
      "show({ seen: seen, other });",
      "const seen = 1;\nshow({ seen });",
      "const give = (seen: number) => ({ seen });",
      "const { seen } = week;",
    ]) {
      expect(checkCellSyntax(code, earlier)).toEqual([]);
    }
  });

  test("refuses to rename a property while taking it apart, for an earlier cell may have made it", () => {
    const earlier = new Set(["found"]);
    const sentence =
      "tslab fails where `{ mag: size }` takes a property that an earlier cell made: take it with `.mag`, or keep its name";
    for (const code of [
      "const { mag: size } = await found();",
      "const [{ mag: size = 0 }] = found;",
      "for (const { mag: size } of found) show(size);",
      "const give = () => { let { mag: size } = found; return size; };",
      "const give = ({ mag: size } = found) => size;",
    ]) {
      expect(checkCellSyntax(code, earlier).map((fault) => fault.sentence)).toEqual([sentence]);
      expect(checkCellSyntax(code)).toEqual([]);
    }
    for (const code of [
      "const { mag, ...rest } = await found();",
      'const { "mag": size } = found;',
      "found.map(({ mag: size }) => size);",
      "({ mag: size } = found);",
    ]) {
      expect(checkCellSyntax(code, earlier)).toEqual([]);
    }
  });

  test("names the line", () => {
    expect(checkCellSyntax("const a = 1;\n\nexport const b = a;")[0]?.line).toBe(2);
  });
});

describe("declaredNames", () => {
  test("answers what later cells see", () => {
    const code = `import a, { b, c as d } from "x"; import * as e from "y";
      const f = (g: number) => { const h = 1; return h + g; }, { i, j: [k] } = f;
      function l(m: number) { const n = m; }
      class O {}
      { const p = 1; }
      for (const q of []) {}`;
    expect(declaredNames(code)).toEqual(["a", "b", "d", "e", "f", "i", "k", "l", "O"]);
  });
});

describe("checkProse", () => {
  test("finds words that are not used, in text and questions and not in code", () => {
    const text =
      "A\n`just`\nIt is Simply so.\n```ts\njust();\n```\n```quiz\nquestion: easy?\n```\nadjust\n";
    expect(checkProse("x.md", text).map((fault) => fault.message)).toEqual([
      "x.md:3: the word `Simply` is not used in this course",
      "x.md:8: the word `easy` is not used in this course",
    ]);
  });
});
