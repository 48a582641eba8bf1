import { describe, expect, test } from "vitest";
import {
  sampleCheck,
  sampleClass,
  sampleExercise,
  sampleResults,
  sampleStudent,
} from "../sample-class.fixture.ts";
import { exerciseTimes, hardestChecks, totalsOf, verdictCounts } from "./class-figures.ts";
import { clustersOf } from "./clusters.ts";
import { dashboardHtml } from "./dashboard-html.ts";

const right = sampleCheck({ verdict: "correct", points: 1, max: 1, message: "" });
const wrong = sampleCheck({ max: 1, got: "[]" });
const other = sampleCheck({ max: 1, got: "undefined" });
const none = sampleCheck({ max: 1, verdict: "not submitted", message: "none" });
const second = { id: "hidden-1", hidden: true } as const;
const exercises = [{ slug: "counter", title: "A counter", max: 2 }];
const person = (name: string, ...checks: ReturnType<typeof sampleCheck>[]) =>
  sampleStudent(name, [
    sampleExercise("counter", checks, checks.includes(none) ? { source: null } : {}),
  ]);

describe("class figures", () => {
  test("hardestChecks orders by the share that passed, of the answers that ran", () => {
    const students = [
      person("a", right, { ...wrong, ...second }),
      person("b", right, { ...right, ...second }),
      person("c", wrong, { ...wrong, ...second }),
      person("d", none, { ...none, ...second }),
      ...(["refused", "not run", "internal"] as const).map((verdict) =>
        person(verdict, { ...wrong, verdict }, { ...wrong, ...second, verdict }),
      ),
    ];
    expect(
      hardestChecks(exercises, students).map(({ id, passed, of }) => [id, passed, of]),
    ).toEqual([
      ["hidden-1", 1, 3],
      ["visible-1", 2, 3],
    ]);
    expect(hardestChecks(exercises, [students[3]!])[0]).toMatchObject({ passed: 0, of: 0 });
  });

  test("exerciseTimes has median, 95th percentile and the slowest", () => {
    const students = Array.from({ length: 20 }, (_, ms) =>
      person(`s${ms}`, { ...right, ms: ms + 1 }),
    );
    const [times] = exerciseTimes(exercises, [...students, person("none", none)]);
    expect(times).toMatchObject({ count: 20, medianMs: 10, p95Ms: 19, maxMs: 20 });
    expect(times!.slowest.student).toBe("s19");
    expect(exerciseTimes(exercises, [person("none", none)])).toEqual([]);
  });

  test("totalsOf spreads those who handed in, and counts the others apart", () => {
    const { attempt: _, ...missing } = person("d", none);
    const lost = { ...person("e", right), points: null };
    const totals = totalsOf([
      person("a", right, right),
      person("b", right, wrong),
      person("c", wrong),
      missing,
      lost,
    ]);
    expect(totals).toEqual({
      bins: [1, 0, 0, 0, 0, 1, 0, 0, 0, 1],
      median: 1,
      mean: 1,
      counted: 3,
      nothing: 1,
      ungraded: 1,
    });
    expect(totalsOf([])).toMatchObject({ median: undefined, mean: undefined });
  });

  test("verdictCounts counts each verdict", () => {
    expect(verdictCounts([person("a", right, wrong), person("b", wrong)])).toEqual([
      ["wrong", 2],
      ["correct", 1],
    ]);
  });
});

describe("clustersOf", () => {
  test("finds who failed in the same way, checks that the same people failed alike together", () => {
    const alike = [wrong, { ...wrong, ...second }];
    const students = [
      person("a", ...alike),
      person("b", ...alike),
      person("c", other, { ...right, ...second }),
      person("d", other, { ...wrong, ...second, got: "x" }),
      person("e", other, { ...wrong, ...second, got: "y" }),
      person("f", none),
      person("g", none),
    ];
    const found = clustersOf(students).map(({ checks, students: who }) => [
      checks.map(({ id }) => id).join(),
      who.map(({ student }) => student).join(),
    ]);
    expect(found).toEqual([
      ["visible-1", "c,d,e"],
      ["visible-1,hidden-1", "a,b"],
    ]);
  });
});

describe("dashboardHtml", () => {
  const more = { hasFeedback: true, notes: ["canvas.csv: <note>"] };

  test("leads to the feedback where there is any, and makes no element of what students wrote", () => {
    const html = dashboardHtml(sampleClass(30, 3, true), more);
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name));
    for (const tag of ["script", "img", "iframe", "base", "form", "link"])
      expect(tags).not.toContain(tag);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<a href="feedback/');
    expect(
      html.match(/href="[^"#]*"/g)!.every((link) => /^href="feedback\/[^"<>: ]+"$/.test(link)),
    ).toBe(true);
    expect(dashboardHtml(sampleClass(3, 1), { ...more, hasFeedback: false })).not.toContain(
      "feedback/",
    );
  });

  test("tells each verdict by a sign of its own in the matrix", () => {
    const verdicts = ["correct", "wrong", "error", "time", "memory", "output", "refused"] as const;
    const rest = ["not submitted", "not run", "internal"] as const;
    const checks = [...verdicts, ...rest].map((verdict, index) =>
      sampleCheck({ id: `visible-${index + 1}`, verdict }),
    );
    const html = dashboardHtml(sampleResults([person("ada", ...checks)]), more);
    const row = html.split("\n").find((line) => line.startsWith("<tr><th scope=row class=s>"))!;
    expect(row.replace(/^.*<td class=t>[^<]*/, "").replace(/<[^>]*>/g, "")).toBe("✓✗ETMOR–N?");
  });

  test("does not say that somebody handed in whose points an instructor set", () => {
    const { attempt: _, ...absent } = person("a", none);
    const override = { points: 1, reason: "Shown orally." };
    const set = { ...absent, exercises: [{ ...absent.exercises[0]!, override, points: 1 }] };
    const html = dashboardHtml(sampleResults([set, person("b", right)]), {
      hasFeedback: false,
      notes: [],
    });
    expect(html).toContain("<dt>Handed in</dt><dd>1</dd>");
    expect(html).toContain("Totals of 2 students");
  });

  test("says who has more time, until when, and where nobody knows whether it was kept", () => {
    const until = "2026-12-03T17:00:00.000Z";
    const came = { handedInAt: "2026-12-02T08:00:00.000Z" };
    const { attempt: _, ...absent } = person("cleo", none);
    const html = dashboardHtml(
      sampleResults([
        { ...person("ada", right), ...came, extension: { granted: "+2 days", until } },
        { ...person("ben", right), extension: { granted: "+1 day", isUnchecked: true } },
        { ...absent, extension: { granted: "2026-12-03T18:00", until } },
        person("dan", right),
      ]),
      { hasFeedback: false, notes: [] },
    );
    expect(rowsOf(html, "extensions")).toEqual([
      "Student|Until|As granted|Handed in|Days late",
      "ada|2026-12-03 17:00 UTC|+2 days|2026-12-02 08:00 UTC|0",
      "cleo|2026-12-03 17:00 UTC|2026-12-03T18:00|nothing yet|0",
      "ben|no due time was given|+1 day|time not known|0",
    ]);
    expect(rowsOf(html, "look")[1]).toMatch(/^ben\|.*late, and not when.*extension/);
  });

  test("says of work that came late why nobody knows whether the extension was kept", () => {
    const extension = { granted: "+1 day", isUnchecked: true } as const;
    const handedInAt = "2026-12-02T08:00:00.000Z";
    const students = [{ ...person("ben", right), handedInAt, extension }];
    const html = dashboardHtml(sampleResults(students), { hasFeedback: false, notes: [] });
    expect(rowsOf(html, "look")[1]).toMatch(/^ben\|.*late, and no due time was given: .*extension/);
  });

  test("shows code in the names of checks and in messages as code", () => {
    const named = { ...wrong, name: "asks by `ask`", message: "You call `emit`" };
    const html = dashboardHtml(sampleResults([person("a", named), person("b", named)]), more);
    expect(html.match(/asks by <code>ask<\/code>/g)).toHaveLength(2);
    expect(html).toContain("You call <code>emit</code>");
    expect(html.replace(/title="[^"]*"/g, "")).not.toContain("`");
  });

  test("of an empty class is a page all the same", () => {
    expect(dashboardHtml(sampleResults([]), { hasFeedback: true, notes: [] })).toContain("<h1>");
  });

  test("of 200 students and 108 checks stays below 3 MB", () => {
    expect(dashboardHtml(sampleClass(200, 12), more).length).toBeLessThan(3_000_000);
  });
});

/** The rows of the first table of a section, as text with bars between the cells. */
function rowsOf(html: string, section: string): string[] {
  const [, part = ""] = html.split(`<section id="${section}">`);
  const [table = ""] = part.split("</table>");
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    row!.replace(/<\/t[hd]><t[hd][^>]*>/g, "|").replace(/<[^>]*>/g, ""),
  );
}
