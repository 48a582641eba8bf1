import { describe, expect, test } from "vitest";
import { mutantsOf, spread } from "./mutants.ts";

const changes = async (text: string): Promise<string[]> =>
  (await mutantsOf(text)).map(({ change }) => change);

describe("mutantsOf", () => {
  test.each([
    ["a < b", ["`a < b` becomes `a <= b`", "`a < b` becomes `a >= b`"]],
    ["a === b", ["`a === b` becomes `a !== b`"]],
    ["a * b", ["`a * b` becomes `a / b`"]],
    ["a && b", ["`a && b` becomes `a || b`"]],
    ["a ?? b", ["`a ?? b` becomes `a && b`"]],
    ["true", ["`true` becomes `false`"]],
    ["3", ["`3` becomes `4`", "`3` becomes `2`"]],
    ["!a", ["`!a` becomes `a`"]],
    ["-a", ["`-a` becomes `a`"]],
    ["[a, b]", ["`[a, b]` becomes `[]`"]],
    ["{ ...a }", ["`{ ...a }` becomes `{ ...[] }`"]],
    ["f(...a)", ["`f(...a)` becomes `f(...[])`"]],
    ["a?.b", ["`a?.b` becomes `a.b`"]],
    ["a?.()", ["`a?.()` becomes `a()`"]],
    ["f(a, b)", ["`f(a, b)` becomes `f(a)`"]],
    ["a.shift()", ["`a.shift()` becomes `a.pop()`"]],
    ["() => a", ["`() => a` becomes `() => undefined`"]],
    ["await a", ["`await a` becomes `a`"]],
    ["a ? b : c", ["`a ? b : c` becomes `true ? b : c`", "`a ? b : c` becomes `false ? b : c`"]],
  ])("%s", async (expression, expected) => {
    const found = await changes(`export const it = ${expression};`);
    // `it = ` is shown around what is short enough.
    expect(found.map((change) => change.replaceAll("it = ", ""))).toEqual(expected);
  });

  test.each([
    ["if (a) f();", ["`f();` is removed", "`if (a) f();` becomes `if (false) f();`"]],
    ["while (a) f();", ["`while (a) f();` becomes `while (false) f();`"]],
    [
      "n += 2;",
      ["`n += 2;` becomes `n -= 2;`", "`n += 2;` becomes `n = 2;`", "`n += 2;` is removed"],
    ],
    ["n++;", ["`n++;` becomes `n--;`", "`n++;` is removed"]],
    ["f(n++);", ["`f(n++)` becomes `f(++n)`", "`f(n++)` becomes `f(n--)`"]],
    ["return n;", ["`return n;` becomes `return;`"]],
    [
      "for await (const x of a) f();",
      ["`for await (const x of a) f();` becomes `for (const x of a) f();`"],
    ],
    ["throw a;", ["`throw a;` is removed"]],
  ])("%s", async (statement, expected) => {
    const text = `export async function it(a, f, n) {\n  ${statement}\n}`;
    expect(await changes(text)).toEqual(expect.arrayContaining(expected));
  });

  test("tells the line of the solution, with its types, and keeps the rest", async () => {
    const text =
      'import type { Quake } from "a";\n\n// why\nexport const f = (q: Quake): boolean =>\n  (q.mag as number) >= 5;\n';
    const boundary = (await mutantsOf(text)).find(({ kind }) => kind === "boundary");
    expect(boundary).toMatchObject({ line: 5, lineText: "(q.mag as number) >= 5;" });
    expect(boundary?.code).toMatch(/\n {2}\(q\.mag\s*\) > 5;\n$/);
  });

  test("leaves out what a minifier cannot tell from the program, and doubles", async () => {
    // `false` as a condition and the statement removed come to the same; so do `n + 0` doubled and its sign.
    const codes = (await mutantsOf("export const f = (a) => { if (a) a(); };")).map(
      (it) => it.code,
    );
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain("export const f = (a) => { if (a) a(); };");
    expect(await changes("export const f = () => { if (true) return; };")).not.toContain(
      "`true` becomes `true`",
    );
  });

  test("every one of them parses, and differs in one place", async () => {
    const text =
      "export function f(a: number[], n = 0): number {\n  for (const x of a) if (x > 1 && x < 9) n += x;\n  return [...a].length > 0 ? n : -1;\n}";
    const all = await mutantsOf(text);
    expect(all.length).toBeGreaterThan(15);
    for (const { code } of all)
      expect(() => new Function(code.replace("export ", ""))).not.toThrow();
  });

  test("shows the middle of what is long", async () => {
    const long = `export const it = f(${"a".repeat(50)}, ${"b".repeat(50)} + 1);`;
    const told = await changes(long);
    expect(told).toContain(`\`…${"b".repeat(29)} + 1\` becomes \`…${"b".repeat(29)} - 1\``);
    for (const change of told) expect(change.length).toBeLessThan(150);
  });
});

test("spread takes them from top to bottom", () => {
  const all = Array.from({ length: 10 }, (_, line) => ({ line })) as never[];
  expect(spread(all, 20)).toEqual(all);
  expect(spread(all, 4)).toEqual([{ line: 0 }, { line: 2 }, { line: 5 }, { line: 7 }]);
});
