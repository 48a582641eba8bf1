import { expect, test } from "vitest";
import { stageLayers } from "./stage-layers.ts";

const layered = (names: string, ...edges: string[]): string =>
  [
    ...stageLayers(
      names.split(""),
      edges.map((edge) => [edge[0]!, edge[1]!] as const),
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, layer]) => name + layer)
    .join(" ");

test.each([
  ["nothing", [""], ""],
  ["stages without subscriptions", ["ab"], "a0 b0"],
  ["a chain, in whatever order its stages started", ["cba", "ab", "bc"], "a0 b1 c2"],
  ["a fan out and in again", ["abcd", "ab", "ac", "bd", "cd"], "a0 b1 c1 d2"],
  ["a stage below the lowest it asks", ["abc", "ab", "bc", "ac"], "a0 b1 c2"],
  ["a cycle, opened at its first stage", ["abc", "ab", "bc", "ca"], "a0 b1 c2"],
  ["a cycle behind a producer", ["pab", "pa", "ab", "ba"], "a1 b2 p0"],
  ["a stage that asks itself", ["a", "aa"], "a0"],
  ["two subscriptions between the same stages", ["ab", "ab", "ab"], "a0 b1"],
])("stageLayers of %s", (_, [names, ...edges], expected) => {
  expect(layered(names!, ...edges)).toBe(expected);
});

test("stageLayers goes through a chain of 20,000 stages", () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `s${i}`);
  const layers = stageLayers(
    names,
    names.slice(1).map((name, i) => [names[i]!, name]),
  );
  expect(layers.get("s19999")).toBe(19_999);
});
