import { describe, expect, test } from "vitest";
import { answerOf, disguised, honestWriting, stub } from "./honest-class.fixture.ts";
import { type Answer, similarities, similarityJson } from "./similarities.ts";

const slug = "never-more-than-asked";
const stubs = new Map([[slug, stub]]);
const one = (student: string, text: string): Answer => ({ student, slug, text });
/** Forty who work alone; no two classes have a student in common. */
const honestClass = (number: number): Answer[] =>
  Array.from({ length: 40 }, (_, index) =>
    one(`student-${index}`, answerOf(honestWriting(number * 40 + index))),
  );
const copied = (number: number, index: number): string =>
  disguised(honestWriting(number * 40 + index));
const pairsOf = (answers: readonly Answer[]): string[] =>
  similarities(answers, stubs)[0]!.pairs.map(({ left, right }) => `${left} ${right}`);

describe("forty honest answers", () => {
  test.each([0, 1, 2, 3, 4, 5])("hold no pair: class %d", (number) => {
    expect(pairsOf(honestClass(number))).toEqual([]);
  });

  test("and a copy, renamed and moved around: exactly that pair is found", () => {
    const found = [0, 1, 2, 3, 4, 5].map((number) =>
      pairsOf([...honestClass(number), one("copy", copied(number, 7))]),
    );
    expect(found).toEqual(Array.from({ length: 6 }, () => ["copy student-7"]));
  });

  test("and five who share one: they are one group, and nobody else is in it", () => {
    const ring = [1, 2, 3, 4, 5].map((index) => one(`copy-${index}`, copied(0, 3)));
    const [{ clusters, pairs } = { clusters: [], pairs: [] }] = similarities(
      [...honestClass(0), ...ring],
      stubs,
    );
    expect(clusters).toEqual([[...ring.map(({ student }) => student), "student-3"]]);
    expect(pairs).toHaveLength(15);
  });
});

describe("a pair", () => {
  const answers = [...honestClass(0), one("copy", copied(0, 7))];

  test("says how much is shared, and where, in lines of both answers", () => {
    const [{ pairs } = { pairs: [] }] = similarities(answers, stubs);
    const [{ share, tokens, passages } = { share: 0, tokens: 0, passages: [] }] = pairs;
    expect(share).toBeGreaterThanOrEqual(0.8);
    expect(share).toBeLessThanOrEqual(1);
    expect(tokens).toBeGreaterThanOrEqual(40);
    const lines = [copied(0, 7), answers[7]!.text].map((text) => text.split("\n").length);
    for (const { left, right } of passages) {
      expect(left.from).toBeLessThanOrEqual(left.to);
      expect(left.to).toBeLessThanOrEqual(lines[0]!);
      expect(right.to).toBeLessThanOrEqual(lines[1]!);
    }
  });

  test.each([0, 1, 2])("has all that it must have, in class %d", (number) => {
    const options = { leastShare: 0.4, leastTokens: 30 };
    const [{ pairs } = { pairs: [] }] = similarities(honestClass(number), stubs, options);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { share, tokens } of pairs) {
      expect(share).toBeGreaterThanOrEqual(options.leastShare);
      expect(tokens).toBeGreaterThanOrEqual(options.leastTokens);
    }
  });

  test("does not depend on who handed in first", () => {
    expect(similarities([...answers].reverse(), stubs)).toEqual(similarities(answers, stubs));
  });

  test("is not made by the chapters' code that both took over", () => {
    const three = answers.slice(7, 8).concat(answers.slice(-1), answers.slice(0, 1));
    expect(pairsOf(three)).toEqual(["copy student-7"]);
    const given = [copied(0, 7)];
    expect(similarities(three, stubs, { given })[0]!.pairs).toEqual([]);
  });
});

describe("short answers", () => {
  const short =
    "export const counter = (demand: number) => Array.from({ length: demand }, () => next++);\n";

  test("that are all the same are the obvious answer, and nobody is named", () => {
    const answers = Array.from({ length: 30 }, (_, index) =>
      one(`student-${index}`, short.replaceAll("next", `name${index}`)),
    );
    const [found] = similarities(answers, new Map());
    expect(found).toMatchObject({ pairs: [], clusters: [], obvious: [{ answers: 30 }] });
    expect(JSON.stringify(found)).not.toContain("student-");
  });

  test("with one line in the stub make no pair either", () => {
    const filled = stub.replace("// TODO: book the asks, and the events.", "else continue;");
    const answers = ["a", "b", "c"].map((student) => one(student, filled));
    expect(similarities(answers, stubs)).toMatchObject([{ pairs: [], obvious: [{ answers: 3 }] }]);
  });

  test("that are the stub, or nothing, are not worth a word", () => {
    const answers = ["a", "b"].flatMap((student) => [one(student, stub), one(`${student}0`, "")]);
    expect(similarities(answers, stubs)).toMatchObject([{ pairs: [], obvious: [] }]);
  });
});

test("a whole class with the same long answer is told, and nobody is named", () => {
  const answers = Array.from({ length: 20 }, (_, index) => one(`s${index}`, copied(0, 3)));
  expect(similarities(answers, stubs)).toMatchObject([{ pairs: [], obvious: [{ answers: 20 }] }]);
});

test("exercises are told apart", () => {
  const other = { slug: "counter", text: copied(0, 3) };
  const answers = [one("a", copied(0, 3)), { ...other, student: "b" }];
  expect(similarities(answers, stubs).map(({ slug: of, pairs }) => [of, pairs])).toEqual([
    [slug, []],
    ["counter", []],
  ]);
  expect(similarities([], stubs)).toEqual([]);
});

test("tables of one number, over and over, cost no more than others", () => {
  const table = `const a = [${"0, ".repeat(40_000)}];`;
  const answers = [one("a", table), one("b", table), one("c", `${table}\nf();`)];
  expect(similarities(answers, stubs)[0]!.answers).toBe(3);
});

test("the JSON says what it is", () => {
  expect(JSON.parse(similarityJson(similarities([one("a", "f()")], stubs)))).toEqual({
    format: "headgate-similarity",
    version: 1,
    note: "Where to look. It is never evidence by itself, and it changes no grade.",
    exercises: [{ slug, answers: 1, pairs: [], clusters: [], obvious: [] }],
  });
});
