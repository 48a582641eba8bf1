import { expect, test } from "vitest";
import { clustersOf, spanningLinks } from "./clusters.ts";
import { picker } from "./honest-class.fixture.ts";

const links = (text: string) =>
  text.split(" ").flatMap((pair) => {
    const [left = "", right = ""] = pair.split("-");
    return right === "" ? [] : [{ left, right }];
  });

test.each([
  ["", "", ""],
  ["b-a", "ab", "b-a"],
  ["a-b c-d b-c", "abcd", "a-b c-d b-c"],
  ["a-b b-c a-c", "abc", "a-b b-c"],
  ["x-y a-b b-c", "abc xy", "x-y a-b b-c"],
])("%j", (pairs, clusters, kept) => {
  expect(
    clustersOf(links(pairs))
      .map((group) => group.join(""))
      .join(" "),
  ).toBe(clusters);
  const spanning = spanningLinks(links(pairs));
  expect(spanning.map(({ left, right }) => `${left}-${right}`).join(" ")).toBe(kept);
});

test.each(Array.from({ length: 50 }, (_, seed) => seed))("any links, seed %d", (seed) => {
  const pick = picker(seed);
  const student = (): string => `s${pick(12)}`;
  const all = Array.from({ length: pick(20) }, () => ({
    left: student(),
    right: student(),
  })).filter(({ left, right }) => left !== right);
  const clusters = clustersOf(all);
  const kept = spanningLinks(all);
  expect(clustersOf(kept)).toEqual(clusters);
  expect(kept).toHaveLength(clusters.reduce((sum, group) => sum + group.length - 1, 0));
});
