import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { requireKnown, unknownStudent } from "./adjustments.ts";
import { adjustmentsTemplate } from "./adjustments-template.ts";
import { parseAdjustments, readAdjustments } from "./read-adjustments.ts";

const exercises = [
  { slug: "counter", title: "A counter", max: 5 },
  { slug: "finite-feed", title: "A feed that ends", max: 8 },
];
const known = { students: ["ada", "007", "no", "Ben: Second"], exercises };
const parse = (text: string) => parseAdjustments(text, "adjustments.yaml");

test("reads comments, extensions and overrides, and no key is taken for a number", () => {
  const adjustments = parse(`students:
  ada:
    comment: >
      Two lines
      in one.
    extension: +2 days
    exercises:
      counter: { points: 4.5, reason: unfair check, comment: "Well argued." }
      finite-feed:
        points: 10
        reason: taught the others
        extra: true
  007: { extension: 2026-12-03 }
  no: { comment: yes }
  "Ben: Second":
`);
  requireKnown(adjustments, known);
  expect(Object.fromEntries(adjustments.students)).toEqual({
    ada: {
      line: 2,
      comment: "Two lines in one.",
      extension: { days: 2 },
      exercises: new Map([
        [
          "counter",
          {
            line: 8,
            comment: "Well argued.",
            override: { points: 4.5, reason: "unfair check", isExtra: false },
          },
        ],
        [
          "finite-feed",
          { line: 9, override: { points: 10, reason: "taught the others", isExtra: true } },
        ],
      ]),
    },
    "007": { line: 13, extension: { until: "2026-12-03" }, exercises: new Map() },
    no: { line: 14, comment: "yes", exercises: new Map() },
    "Ben: Second": { line: 15, exercises: new Map() },
  });
});

const of = (exercise: string) => `students:\n  ada:\n    exercises:\n      counter: ${exercise}\n`;

test.each([
  ["- a\n", 1, "Expected the file to hold keys"],
  ["pupils: {}\n", 1, "`pupils` is not known here; expected `students`."],
  ["students:\n  ada: late\n", 2, "Expected `ada` to hold keys"],
  ["students:\n  ada:\n    coment: a\n", 3, "`coment` is not known here"],
  ["students:\n  ada:\n    comment:\n", 3, "Expected a text behind `comment`."],
  ["students:\n  ada:\n    comment: [a]\n", 3, "Expected a text behind `comment`."],
  ["students:\n  ada:\n  ada:\n", 3, "`ada` is there twice; which of them counts?"],
  ["students:\n  ada: {\n", 3, "this is no YAML"],
  ["students:\n  ? [a]\n  : {}\n", 1, "keys of `students` to be plain texts"],
  ["students: &a\n  ada: *a\n", 2, "Expected `ada` to hold keys"],
  ["students:\n  ada:\n    extension: 2 days\n", 3, 'got "2 days".'],
  ["students:\n  ada:\n    extension: 2026-02-30\n", 3, 'got "2026-02-30".'],
  [of("{ points: 4 }"), 4, "`counter` has points without a reason"],
  [of("{ reason: a }"), 4, "`counter` has `reason` without points."],
  [of("{ extra: true }"), 4, "`counter` has `extra` without points."],
  [of("{ points: -1, reason: a }"), 4, 'got "-1".'],
  [of("{ points: 1e9, reason: a }"), 4, 'got "1e9".'],
  [of("{ points: 1.234, reason: a }"), 4, 'got "1.234".'],
  [of("{ points: 1, reason: a, extra: yes }"), 4, 'got "yes".'],
])("refuses %j with its line", (text, line, sentence) => {
  expect(() => parse(text)).toThrow(sentence);
  expect(() => parse(text)).toThrow(new RegExp(`^adjustments\\.yaml:${line}: [^\\n]*[.?]$`));
});

test.each([
  ["students:\n  adda: {}\n", 2, 'There is no student "adda"; did you mean ada?'],
  ["students:\n  zacharias: {}\n", 2, "; there are ada, 007, no, Ben: Second."],
  ["students:\n  ada: { exercises: { cuonter: {} } }\n", 2, "did you mean counter?"],
  [of("{ points: 6, reason: a }"), 4, "counter gives at most 5 points, got 6; for more"],
])("what is of another class: %j", (text, line, sentence) => {
  expect(() => requireKnown(parse(text), known)).toThrow(`adjustments.yaml:${line}: `);
  expect(() => requireKnown(parse(text), known)).toThrow(sentence);
});

test("of a long class a few keys are told", () => {
  const students = Array.from({ length: 200 }, (_, n) => `student-${n}`);
  expect(unknownStudent("zacharias", students)).toMatch(
    /^There is no student "zacharias"; there are student-0, .*student-7 and 192 more \(`student` in results\.json\)\.$/,
  );
});

test.each(["", "# only a comment\n", "students:\n", "students: {}\n"])(
  "%j adjusts nothing",
  (text) => {
    expect(parse(text).students.size).toBe(0);
  },
);

describe("the template", () => {
  test("adjusts nothing, and what its comments show can be taken as it is", () => {
    const template = adjustmentsTemplate(exercises);
    expect(parse(template).students.size).toBe(0);
    const [, shown = ""] = template.split("need:\n#\n");
    const [example = ""] = shown.split("#\n# The exercises");
    const adjustments = parse(example.replaceAll(/^# /gm, ""));
    requireKnown(adjustments, { students: ["ada@example.org"], exercises });
    expect(adjustments.students.get("ada@example.org")?.exercises.get("counter")).toMatchObject({
      override: { points: 5, isExtra: false },
      comment: "Well argued.",
    });
    for (const { slug } of exercises) expect(template).toContain(slug);
  });

  test.each([
    "10423",
    "a.b@example.org",
    "Ben: Second",
    "#7 'x'",
    '"',
    "two\nlines",
    "no",
    "- a",
    " a ",
  ])("shows a key of this class, %j, so that it can be taken as it is", (key) => {
    const template = adjustmentsTemplate(exercises, key);
    expect(parse(template).students.size).toBe(0);
    const [, shown = ""] = template.split("need:\n#\n");
    const [example = ""] = shown.split("#\n# The exercises");
    const adjustments = parse(example.replaceAll(/^# /gm, ""));
    expect([...adjustments.students.keys()]).toEqual([key]);
  });
});

test("a file that cannot be read is one sentence", () => {
  const folder = mkdtempSync(join(tmpdir(), "adjustments-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "adjustments.yaml");
  expect(() => readAdjustments(path)).toThrow(
    `There is no file ${path}, which --adjustments names.`,
  );
  writeFileSync(path, "students:\n  ada: { comment: Hello }\n");
  expect(readAdjustments(path).students.get("ada")?.comment).toBe("Hello");
});
