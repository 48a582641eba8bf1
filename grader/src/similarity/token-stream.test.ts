import { describe, expect, test } from "vitest";
import { mostTokens, tokenStream } from "./token-stream.ts";

const kinds = (text: string): string =>
  tokenStream(text)
    .map(({ kind }) => kind)
    .join(" ");

describe("what makes no difference", () => {
  test.each([
    ["names", "const sum = (a, b) => a + b", "const total = (x, y) => x + y"],
    ["comments", "f(); // one\n/* two */ g()", "f(); g()"],
    ["layout and semicolons", "f();\ng()", "f()\n\n  g();"],
    ["types", "let a: number = f<string>(b as any)!", "let a = f(b)"],
    ["type declarations", "interface A { b: number }\ntype C = A;\nf()", "f()"],
    ["imports", 'import { a, type B } from "c";\nimport d from "e"; f()', "f()"],
    ["export", "export const a = 1", "const a = 1"],
    ["const, let and var", "const a = 1; var b = 2", "let a = 1; let b = 2"],
    ["values of literals", "f(1, 'a', /x/, `b`)", 'f(0.5, "long", /y+/g, `c`)'],
    ["commas at the end", "f([1, 2,], { a, },)", "f([1, 2], { a })"],
    ["signs that end a line", "f()\r\ng()", "f()\ng()"],
    ["names of properties", "a.owed += b.due", "x.left += y.right"],
  ])("%s", (_name, one, other) => {
    expect(kinds(one)).toBe(kinds(other));
    expect(kinds(one)).not.toBe("");
  });
});

describe("what does", () => {
  test.each([
    ["what the language brings along", "a.push(b)", "a.unshift(b)"],
    ["its globals", "Math.min(a, b)", "Map.min(a, b)"],
    ["operators", "a + b", "a - b"],
    ["the order", "f(); if (a) g()", "if (a) g(); f()"],
    ["async", "async () => a", "() => a"],
    ["kinds of literals", "f(1)", 'f("1")'],
  ])("%s", (_name, one, other) => {
    expect(kinds(one)).not.toBe(kinds(other));
  });
});

test("a name of one's own that looks like the language's is one's own", () => {
  expect(kinds("const push = 1; a.push(push)")).toBe("let name = 0 name . the push ( name )");
  expect(kinds("constructor")).toBe("name");
});

test("lines are those of the answer, whatever was taken away above", () => {
  const text =
    "#!/usr/bin/env node\nimport a from 'b';\ninterface A {\n  b: 1;\n}\n\n/* c\n */ f(\n  1);";
  expect(tokenStream(text)).toEqual([
    { kind: "name", line: 8 },
    { kind: "(", line: 8 },
    { kind: "0", line: 9 },
    { kind: ")", line: 9 },
  ]);
});

describe("what does not parse", () => {
  test("is cut into words and signs, with the same names for them and the right lines", () => {
    const broken = "const a = 'x' // why\n+ a.push(`b\nc`) === 2 }}";
    expect(kinds(broken)).toBe("let name = text + name . the push ( text ) === 0 } }");
    expect(tokenStream(broken).at(-1)).toEqual({ kind: "}", line: 3 });
  });

  test.each([
    ["brackets", "[".repeat(100_000)],
    ["a quote without end", `"${"\\".repeat(50_000)}`],
    ["a comment without end", `f() /*${"*".repeat(90_000)}`],
    ["a template without end", `f(\`${"${".repeat(50_000)}`],
    ["nothing", ""],
  ])("%s, however long, is over soon", (_name, text) => {
    expect(tokenStream(text).length).toBeLessThanOrEqual(mostTokens);
  });
});

test("of a very long answer the beginning is taken", () => {
  expect(tokenStream("f(1);\n".repeat(5_000))).toHaveLength(mostTokens);
});

test("a text that sends a parser back and back again is cut into words and signs", () => {
  const text = `let a: any; export const q = () => ${"a ? (b) : b => ".repeat(40)}a;`;
  expect(tokenStream(text).length).toBeGreaterThan(200);
});
