import { expect, test } from "vitest";
import { fingerprintClass } from "./fingerprints.ts";
import { answerOf, honestWriting, stub } from "./honest-class.fixture.ts";
import { tokenStream, type StreamToken } from "./token-stream.ts";

/** A stream of one token a letter. */
const letters = (text: string): StreamToken[] =>
  text.split("").map((kind, index) => ({ kind, line: index + 1 }));
const ofClass = (answers: readonly string[], given: readonly string[] = [], commonAbove = 7) =>
  fingerprintClass(answers.map(letters), given.map(letters), { length: 3, commonAbove });

test("a token weighs less the more answers have it, and nothing when it is common", () => {
  const weightWith = (others: number): number =>
    ofClass(["abcdef", ...Array.from({ length: others }, () => "abcdef")]).answers[0]!.weights[0]!;
  expect([0, 1, 7, 8, 20].map(weightWith)).toEqual([1, 1, 0, 0, 0]);
  const [three, four, seven] = [2, 3, 6].map(weightWith);
  expect(three).toBeLessThan(1);
  expect(four).toBeLessThan(three!);
  expect(seven).toBeLessThan(four!);
  expect(seven).toBeGreaterThan(0);
});

test("what is given weighs nothing and is not written by anybody", () => {
  const [answer] = ofClass(["abcdXYZdefg", "abcd"], ["abcd", "defg"]).answers;
  expect([...answer!.weights].join("")).toBe("00001110000");
  expect(answer).toMatchObject({ weight: 3, written: 3 });
});

test("an answer shorter than a fingerprint tells nothing", () => {
  expect(ofClass(["ab", "ab"]).answers).toMatchObject([{ weight: 0 }, { weight: 0 }]);
});

test("coverage is what of an answer may be in another, and seeds are where", () => {
  const { coverage, seeds } = ofClass(["abcdeXfgh", "fghYabcde", "Zfghabc"]);
  const covered = [...coverage(0)];
  expect(covered[1]).toBeGreaterThan(covered[2]!);
  expect(covered[0]).toBeGreaterThanOrEqual(covered[1]!);
  expect(seeds(0, 1)).toEqual([
    [0, 4],
    [1, 5],
    [2, 6],
    [6, 0],
  ]);
});

test("no coverage is more than the weight of the answer", () => {
  const streams = Array.from({ length: 20 }, (_, index) =>
    tokenStream(answerOf(honestWriting(index))),
  );
  const options = { length: 12, commonAbove: 10 };
  const { answers, coverage } = fingerprintClass(streams, [tokenStream(stub)], options);
  for (const [number, { weight }] of answers.entries())
    for (const covered of coverage(number)) expect(covered).toBeLessThanOrEqual(weight + 1e-9);
});
