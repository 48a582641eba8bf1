import { describe, expect, test } from "vitest";
import { cellOf, runParts } from "./cell.ts";

const source = `import { System } from "headgate";
import type { Trace } from "headgate";

type Values = { count: number; keep: "first" | "last"; seed: number };
type Panel = { label: string; trace: Trace };

export async function run({ count, keep, seed }: Values): Promise<Panel[]> {
  const system = new System({ seed });
  const twice = () => {
    return count * 2;
  };

  return [
    { label: "One", trace: system.trace },
    { label: \`\${keep} of \${twice()}\`, trace: system.trace },
  ];
}
`;

const figure = { title: 'Two "runs"', view: "depth" } as const;

describe("cellOf", () => {
  test("prints imports, values, the body and what is shown", () => {
    expect(cellOf(source, { count: 3, keep: "last", seed: 7 }, figure))
      .toBe(`import { System } from "headgate";
import { show } from "headgate/show";

const count = 3;
const keep = "last" as "first" | "last";
const seed = 7;

const system = new System({ seed });
const twice = () => {
  return count * 2;
};

show([
  { label: "One", trace: system.trace },
  { label: \`\${keep} of \${twice()}\`, trace: system.trace },
], { title: "Two \\"runs\\"", as: "depth" });
`);
  });

  test("wants every value that the run takes", () => {
    expect(() => cellOf(source, { count: 3, seed: 7 }, figure)).toThrow(
      new TypeError("Expected `values` to hold `keep`, got count, seed"),
    );
  });
});

describe("runParts refuses", () => {
  test.each<[string, string, string, string]>([
    ["a second function", "export async", "const a = 1;\n\nexport async", "and nothing else"],
    ["what follows the run", "];\n}\n", "];\n}\nrun();\n", "and nothing else"],
    ["another way to return", "  const twice", "  return [];\n  const twice", "one `return`"],
    ["a panel with more in it", 'label: "One",', 'label: "One", more: 1,', "each panel"],
    ["a label that is computed", '"One"', "nameOf(1)", "each panel"],
    ["a name that Values does not hold", "{ count, keep", "{ sum, keep", "to hold `sum`"],
  ])("%s", (_what, from, to, message) => {
    expect(source).toContain(from);
    expect(() => runParts(source.replace(from, to))).toThrow(SyntaxError);
    expect(() => runParts(source.replace(from, to))).toThrow(message);
  });
});
