import { describe, expect, test } from "vitest";
import { Session } from "../client/worker/session.ts";
import { compileCell } from "./compile-cell.ts";

const modules = {
  headgate: async () => ({ System: class System {}, producer: (n: number) => n * 2 }),
  "headgate/show": async () => ({ show: () => "shown" }),
};

/** Runs cells in one session; answers the values of their last expressions, or their errors' messages. */
async function runCells(...cells: string[]): Promise<unknown[]> {
  const session = new Session(modules);
  const values: unknown[] = [];
  for (const [at, source] of cells.entries()) {
    try {
      const compiled = compileCell(source, session.names());
      const missing = session.missing(compiled);
      if (missing) throw new Error(`missing ${missing.name} at ${missing.line}`);
      values.push(await session.run(compiled, `cell-${at}.js`, { console, resume: () => {} }));
    } catch (error) {
      values.push((error as Error).message);
    }
  }
  return values;
}

describe("compileCell lets cells share what they declare", () => {
  const cases: Record<string, [string[], unknown[]]> = {
    "constants, functions and classes": [
      ["const a = 1; function f() { return a + 1; } class C { n = f(); }", "new C().n + a"],
      [undefined, 3],
    ],
    patterns: [
      [
        "const { a, b: [c, ...d], e = 5, ...rest } = { a: 1, b: [2, 3, 4], x: 9 };",
        "[a, c, d, e, rest]",
      ],
      [undefined, [1, 2, [3, 4], 5, { x: 9 }]],
    ],
    "variables that another cell changes": [
      ["let n = 1; const up = () => ++n;", "n = 10; up()", "n"],
      [undefined, 11, 11],
    ],
    "a name declared again": [
      ["const a = 1; const f = () => a;", "const a = 2;", "[a, f()]"],
      [undefined, undefined, [2, 1]],
    ],
    "a name declared again by itself": [
      ["const a = 1;", "{ const a = 5; void a; } a"],
      [undefined, 1],
    ],
    "shorthand properties": [
      ["const a = 1;", "({ a })"],
      [undefined, { a: 1 }],
    ],
    "assignment by patterns": [
      ["let a = 0, b = 0;", "({ a, x: b = 7 } = { a: 3 }); [a, b]"],
      [undefined, [3, 7]],
    ],
    "names within functions and parameters": [
      ["const a = 1, list = [3];", "list.map((a) => a + 1).concat(((b = a) => b)())"],
      [undefined, [4, 1]],
    ],
    "a constant stays one": [
      ["const a = 1;", "a = 2;"],
      [undefined, "Assignment to constant variable `a`."],
    ],
    "a loop over a shared variable": [
      ["let k: string;", "for (k of ['x', 'y']); k"],
      [undefined, "y"],
    ],
    "what came before an error": [
      ["const a = 1; throw new Error('no'); const b = 2;", "a", "b"],
      ["no", 1, "missing b at 1"],
    ],
    imports: [
      ["import { producer, System as S } from 'headgate';", "[producer(2), typeof S]"],
      [undefined, [4, "function"]],
    ],
    "a module as a whole": [
      ["import * as all from 'headgate';", "all.producer(4)"],
      [undefined, 8],
    ],
    "types and unused imports": [
      [
        "import { producer, type Out, Gone } from 'headgate'; interface A {}; type B = A;",
        "producer(1) as number",
      ],
      [undefined, 2],
    ],
    enums: [
      ["enum Mode { Manual = 4 }", "Mode.Manual"],
      [undefined, 4],
    ],
  };
  test.each(Object.entries(cases))("%s", async (_name, [cells, values]) => {
    expect(await runCells(...cells)).toEqual(values);
  });
});

describe("compileCell keeps the value of the last expression", () => {
  const cases: Record<string, unknown> = {
    "1 + 1": 2,
    "1 + 1;": 2,
    "await Promise.resolve(3)": 3,
    "const a = 1": undefined,
    "const a = 1;\n(a + 1)": 2,
    "let a = 1\na++\na": 2,
    "5; type A = number;": 5,
    "if (true) 5": undefined,
    "async function f() { return 6 }\nawait f()": 6,
    "const f = async () => 7\nawait f()": 7,
    "let s = 0; for await (const x of [1, 2]) s += x; s": 3,
    "let s = 0; for await (const x of [1, 2]) { s += await x }\ns": 3,
    "let s; try { await Promise.reject(8) } catch (e) { s = e } finally { s += 1 }\ns": 9,
    "const m = await import('headgate'); m.producer(5)": 10,
    "await (await Promise.resolve(Promise.resolve(11)))": 11,
    "const console = { a: 12 }; console.a": 12,
    "`a${await Promise.resolve(1)}`": "a1",
    "var v = 13; v": 13,
    "typeof nobody": "undefined",
  };
  test.each(Object.entries(cases))("%s", async (cell, value) => {
    expect(await runCells(cell)).toEqual([value]);
  });
});

describe("compileCell keeps lines", () => {
  test("of the places where errors are thrown", async () => {
    const session = new Session(modules);
    const source = [
      "import {",
      "  System,",
      "} from 'headgate';",
      "interface Reading {",
      "  id: number;",
      "}",
      "const system = await new System();",
      "null!.x;",
    ].join("\n");
    const compiled = compileCell(source, new Set());
    const run = session.run(compiled, "cell-1.js", { console, resume: () => {} });
    const error: Error = await run.then(
      () => new Error("did not throw"),
      (thrown: Error) => thrown,
    );
    expect(error.stack).toContain("cell-1.js:8:");
  });

  test("of names that nobody declared", () => {
    const { needs } = compileCell("const a = 1;\nconsole.log(a,\n  missing);", new Set());
    expect(needs).toEqual([
      { name: "console", line: 2, session: false },
      { name: "missing", line: 3, session: false },
    ]);
  });
});

describe("compileCell refuses in one sentence", () => {
  const cases: Record<string, [string, string, number]> = {
    "a namespace": [
      "let a = 1;\nnamespace N {\n  export const b = 1;\n}",
      "A cell cannot declare a `namespace`: use an object or a class.",
      2,
    ],
    "an export": [
      "\n\nexport const a = 1;",
      "A cell cannot `export`: the cells below see its names anyway.",
      3,
    ],
    "what is no TypeScript": ["const a = ;", "SyntaxError: Unexpected token", 1],
    "what is no JavaScript": [
      "let a = 1;\nlet a = 2;",
      "SyntaxError: Identifier 'a' has already been declared",
      2,
    ],
    return: ["return 1;", "SyntaxError: 'return' outside of function", 1],
  };
  test.each(Object.entries(cases))("%s", (_name, [source, message, line]) => {
    expect(() => compileCell(source, new Set())).toThrow(
      expect.objectContaining({ message, line }),
    );
  });

  test("but not the word in a text", () => {
    expect(() => compileCell("const a = `\nnamespace N {\n`;", new Set())).not.toThrow();
  });
});

describe("a session refuses in one sentence", () => {
  test("other modules", async () => {
    expect(await runCells("import fs from 'node:fs';")).toEqual([
      "A cell can import `headgate` and `headgate/show`, but not `node:fs`.",
    ]);
  });

  test("names that a module does not have", async () => {
    expect(await runCells("import { Sytem } from 'headgate';\nnew Sytem();")).toEqual([
      "`headgate` has nothing called `Sytem`: is it spelled so?",
    ]);
  });
});

test("compileCell tells running whose text it is in after each pause", async () => {
  const session = new Session(modules);
  let resumed = 0;
  const cell = compileCell("await 1; for await (const x of [1, 2]) { x }\nawait 2", new Set());
  await session.run(cell, "cell-1.js", { console, resume: () => void (resumed += 1) });
  expect(resumed).toBe(5);
});

test("Session has a check see the answer's own names, and tells those that its last run lacks", async () => {
  const session = new Session(modules);
  const run = (source: string, name: string, answer?: string): Promise<unknown> => {
    const compiled = compileCell(source, session.names());
    return session.run(compiled, name, { console, resume: () => {} }, answer);
  };
  expect(session.undeclared("answer", ["n"])).toBe("n");
  await run("const n = 1;", "answer");
  await run("const n = 2; const m = 3;", "other");
  expect(session.undeclared("answer", ["n"])).toBeUndefined();
  expect(await run("[n, m]", "check", "answer")).toEqual([1, 3]);
  expect(await run("n", "other check")).toBe(2);
  await run("", "answer");
  expect(session.undeclared("answer", ["n"])).toBe("n");
});

test("isStale tells a cell that was compiled before one of its names was declared", async () => {
  const session = new Session(modules);
  const late = compileCell("name", new Set());
  const run = (source: string): Promise<unknown> =>
    session.run(compileCell(source, session.names()), "x.js", { console, resume: () => {} });
  await run("const other = 1;");
  expect(session.isStale(late)).toBe(false);
  await run("const name = 1;");
  expect(session.isStale(late)).toBe(true);
});
