import { expect, test } from "vitest";
import { picker } from "./honest-class.fixture.ts";
import { passagesOf, type Seed } from "./passages.ts";

/** Every place where the two agree. */
function allSeeds(left: readonly string[], right: readonly string[]): Seed[] {
  return left.flatMap((one, from) =>
    right.flatMap((other, to) => (one === other ? [[from, to] as const] : [])),
  );
}

test.each([
  ["abcdef", "abcdef", 2, "0-0:6"],
  ["abcdef", "defabc", 2, "0-3:3 3-0:3"],
  ["abcXdef", "abcYdef", 2, "0-0:3 4-4:3"],
  ["abcXdef", "abcYdef", 4, ""],
  ["abab", "ab", 2, "0-0:2"],
  ["abcd", "cdab", 3, ""],
  ["", "abc", 1, ""],
])("%j and %j share, from %d tokens up: %s", (one, other, shortest, shared) => {
  const [left, right] = [one, other].map((text) => text.split(""));
  const passages = passagesOf(left!, right!, allSeeds(left!, right!), shortest);
  expect(passages.map((it) => `${it.left}-${it.right}:${it.length}`).join(" ")).toBe(shared);
});

test.each(Array.from({ length: 200 }, (_, seed) => seed))("any two answers, seed %d", (seed) => {
  const pick = picker(seed);
  const answer = (): string[] => Array.from({ length: pick(60) }, () => "abc"[pick(3)]!);
  const [left, right, shortest] = [answer(), answer(), 1 + pick(5)];
  const seeds = allSeeds(left, right).filter(() => pick(4) > 0);
  const passages = passagesOf(left, right, seeds, shortest);
  const seen = { left: new Set<number>(), right: new Set<number>() };
  for (const passage of passages) {
    expect(passage.length).toBeGreaterThanOrEqual(shortest);
    for (let at = 0; at < passage.length; at += 1) {
      expect(left[passage.left + at]).toBe(right[passage.right + at]);
      seen.left.add(passage.left + at);
      seen.right.add(passage.right + at);
    }
  }
  const length = passages.reduce((sum, passage) => sum + passage.length, 0);
  expect([seen.left.size, seen.right.size], "no token is in two of them").toEqual([length, length]);
});
