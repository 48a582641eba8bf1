import { describe, expect, test } from "vitest";
import type { CheckResult, Report } from "./report.ts";
import { escaped, reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";
import { summary, visibleControls } from "./words.ts";

const check = (more: Partial<CheckResult>): CheckResult => ({
  id: "visible-1",
  name: "counts from 0",
  hidden: false,
  verdict: "correct",
  points: 2,
  max: 2,
  message: "",
  console: "",
  ms: 1,
  ...more,
});

const wrong = check({
  id: "visible-2",
  name: "goes on where it stopped",
  verdict: "wrong",
  points: 0,
  max: 1,
  message: "You begin at 0 with every `demand`. The numbers",
  expected: "[0, 1]",
  got: "[0, 0]",
  input: "2",
  console: "owed 2\n",
  hint: "Where does the number live?",
});

const report = (checks: CheckResult[], more: Partial<Report> = {}): Report => ({
  slug: "counter",
  title: "A counter",
  points: checks.reduce((sum, { points }) => sum + points, 0),
  max: checks.reduce((sum, { max }) => sum + max, 0),
  checks,
  ...more,
});

describe("summary", () => {
  test.each([
    [
      report([check({}), wrong], { moreAtGrading: 2 }),
      "1 of 2 visible checks passed, 2 of 3 points; 2 more run at grading.",
    ],
    [
      report([check({})], { moreAtGrading: 1 }),
      "The only visible check passed, 2 of 2 points; 1 more runs at grading.",
    ],
    [
      report([check({}), wrong], { moreAtGrading: 2, pointsAtGrading: 3 }),
      "1 of 2 visible checks passed, 2 of 3 points; 2 more run at grading, for the other 3 of 6 points.",
    ],
    [
      report([check({})], { moreAtGrading: 1, pointsAtGrading: 0.5 }),
      "The only visible check passed, 2 of 2 points; 1 more runs at grading, for the other 0.5 of 2.5 points.",
    ],
    [
      report([check({}), check({ id: "hidden-1", hidden: true })]),
      "All 2 checks passed, 4 of 4 points.",
    ],
    [report([check({ points: 1, max: 1 })]), "The only visible check passed, 1 of 1 point."],
    [report([]), "0 of 0 visible checks passed, 0 of 0 points."],
  ])("%#", (given, text) => {
    expect(summary(given)).toBe(text);
  });
});

test("reportText shows a line for each check, then the first to fix", () => {
  expect(
    reportText(
      report(
        [check({}), wrong, check({ id: "visible-3", name: "last", verdict: "not run", points: 0 })],
        { moreAtGrading: 2 },
      ),
    ),
  ).toBe(
    `A counter

  ✓ passed       counts from 0 (2 of 2)
  ✗ not yet      goes on where it stopped (0 of 1)
  – did not run  last (0 of 2)

✗ goes on where it stopped
  You begin at 0 with every \`demand\`. The numbers
    expected  [0, 1]
    got       [0, 0]
    input     2
    printed   owed 2

  Hint: Where does the number live?

1 of 3 visible checks passed, 2 of 5 points; 2 more run at grading.`,
  );
});

test("reportText lets no answer write to the terminal", () => {
  const text = reportText(
    report([{ ...wrong, got: '"\u001b[2J"', console: "\u001b]0;title\u0007\r\u202e\n" }]),
  );
  // oxlint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  expect(text).toContain("␛[2J");
});

describe("reportHtml", () => {
  const evil = '<img src=x onerror="alert(1)">';

  test("says in words and signs what colour would say", () => {
    const html = reportHtml(report([check({}), wrong]));
    for (const text of ["✓ passed", "✗ not yet", "2 of 2", "<dt>expected</dt>", "Hint: Where does"])
      expect(html).toContain(text);
    expect(html).not.toMatch(/\bcolor:/);
    expect(html).toContain("<code>demand</code>");
  });

  test("escapes every text", () => {
    const given = {
      ...wrong,
      name: evil,
      message: evil,
      expected: evil,
      got: evil,
      input: evil,
      console: evil,
      hint: evil,
    };
    const html = reportHtml(report([given], { title: evil }));
    expect(html).not.toContain("<img");
    expect(html.split("&lt;img").length - 1).toBe(9);
  });

  test("shows of the checks that failed the first", () => {
    const later = { ...wrong, id: "visible-3", got: "[9, 9]" };
    const html = reportHtml(report([check({}), wrong, later]));
    expect(html).toContain("<dd");
    expect(html).not.toContain("[9, 9]");
  });
});

test("escaped and visibleControls leave letters alone", () => {
  expect(escaped("a & b's")).toBe("a &amp; b&#39;s");
  expect(visibleControls("é 日本 🐟\n\tx\u0000\u200b")).toBe("é 日本 🐟\n  x␀\\u200b");
});
