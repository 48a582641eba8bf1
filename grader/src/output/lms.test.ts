import { describe, expect, test } from "vitest";
import type { RosterStudent } from "../intake/intake.ts";
import type { Results, StudentResult } from "../class/results.ts";
import { canvasImport, filledCanvas } from "./canvas-csv.ts";
import { filledMoodle } from "./moodle-csv.ts";
import {
  sampleCheck,
  sampleExercise,
  sampleResults,
  sampleRoster,
  sampleStudent,
} from "./sample-class.fixture.ts";

const people: RosterStudent[] = ["17", "18", "19", "20"].map((key) => ({
  key,
  id: key,
  name: `Student ${key}`,
}));

function student(
  key: string,
  points: number | null,
  more: Partial<StudentResult> = {},
): StudentResult {
  const check = sampleCheck({ points: points ?? 0, max: 5 });
  const exercises = [
    sampleExercise("counter", [check], points === null ? { points: null } : {}),
    sampleExercise("feed", [sampleCheck({ points: 1, max: 5 })]),
  ];
  const roster = people.find((it) => it.key === key)!;
  return sampleStudent(key, exercises, { roster, ...more });
}

const nothing = { attempt: undefined as never, points: 0 };

const results = (...students: StudentResult[]): Results => sampleResults(students);

describe("filledCanvas", () => {
  const head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];
  const canvas = (columns: string[], possible: string[], cells: string[][]) =>
    sampleRoster(
      "canvas",
      [
        [...head, ...columns],
        ["", "", "", "", "", ...columns.map(() => "Manual Posting")],
        ["    Points Possible", "", "", "", "", ...possible],
        ...cells.map((row, index) => [
          `=Evil, Ann "${index}"`,
          people[index]!.key,
          "007",
          "-x",
          "a; b",
          ...row,
        ]),
      ],
      people.slice(0, cells.length),
      1,
    );

  test("fills the named column and leaves every other cell as it was", () => {
    const roster = canvas(
      ["Week 1 (4711)", "Quiz (12)", "Final Score"],
      ["10.00", "5.00", "(read only)"],
      [
        ["", "3.0", "88.1"],
        ["2", "4,0", ""],
        ["9", "", ""],
        ["", "N/A", ""],
      ],
    );
    const graded = results(
      student("17", 4),
      student("18", null),
      student("19", 0, nothing),
      student("20", 2.5),
    );
    const { rows, notes } = filledCanvas(graded, roster, "week 1");
    const before = roster.table.map((row) => row.with(5, ""));
    expect(rows.map((row) => [...row].with(5, ""))).toEqual(before);
    expect(rows.map((row) => row[5])).toEqual([
      "Week 1 (4711)",
      "Manual Posting",
      "10.00",
      "5",
      "2",
      "9",
      "3.5",
    ]);
    expect(notes).toEqual([]);
    expect(roster.table[3]![5]).toBe("");
  });

  test("adds a column before Canvas's own totals when none is called so", () => {
    const roster = canvas(
      ["Quiz (12)", "Current Score", "Final Score"],
      ["5", "(read only)", "(read only)"],
      [
        ["3", "1", "2"],
        ["", "", ""],
      ],
    );
    const { rows } = filledCanvas(
      results(student("17", 4), student("18", 0, nothing)),
      roster,
      "=Week 1",
    );
    expect(rows.map((row) => row.slice(5))).toEqual([
      ["Quiz (12)", "'=Week 1", "Current Score", "Final Score"],
      ["Manual Posting", "", "Manual Posting", "Manual Posting"],
      ["5", "10", "(read only)", "(read only)"],
      ["3", "5", "1", "2"],
      ["", "0", "", ""],
    ]);
  });

  test("fills the columns that are called as the exercises are", () => {
    const roster = canvas(
      ["counter (1)", "The feed (2)", "Other"],
      ["5", "10", "1"],
      [["", "", "x"]],
    );
    const { rows, notes } = filledCanvas(results(student("17", 4)), roster);
    expect(rows[3]!.slice(5)).toEqual(["4", "2", "x"]);
    expect(notes.join()).toMatch(/"The feed \(2\)" has 10 points in Canvas and 5 here.*scaled/);
  });

  test("leaves EX alone and names who has no row", () => {
    const roster = canvas(["Headgate (9)"], ["10"], [["EX"]]);
    const { roster: _, ...stranger } = student("18", 3);
    const { rows, notes } = filledCanvas(results(student("17", 4), stranger), roster);
    expect(rows[3]![5]).toBe("EX");
    expect(notes).toEqual([
      'canvas.csv: EX and N/A were left as they are for 1 student ("17").',
      'canvas.csv has no row for 1 student ("18").',
    ]);
  });

  test("canvasImport makes a table of what a list knows", () => {
    const ada = student("17", 4, {
      roster: { key: "a", id: "007", name: "=Ada", email: "a@x.org" },
    });
    const { rows } = canvasImport(results(ada, student("18", null)), "Week 1");
    expect(rows).toEqual([
      [...head, "Week 1"],
      ["    Points Possible", "", "", "", "", "10"],
      ["'=Ada", "", "007", "a@x.org", "", "5"],
      ["Student 18", "", "18", "", "", ""],
    ]);
  });
});

describe("filledMoodle", () => {
  const head =
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (grade),Feedback comments";
  const moodle = (rows: string[][]) =>
    sampleRoster("moodle", [head.split(","), ...rows], people.slice(0, rows.length), 0);

  test("fills grade and comment, scaled, and leaves the rest as it was", () => {
    const roster = moodle([
      ["17", "=Ann", "a@x", "Submitted", "", "100.00", "Yes", "-", ""],
      ["18", "Bob", "b@x", "", "40", "100.00", "No", "-", "by hand"],
      ["19", "Cy", "c@x", "", "7", "100.00", "Yes", "-", "<p>Well done</p>"],
      ["20", "Di", "d@x", "", "", "100.00", "Yes", "-", "<p>Dear Di</p><p>Headgate: old</p>"],
    ]);
    const extension = { granted: "+1 day", until: "2026-12-02T17:00:00.000Z" };
    const late = { lateDays: 2, comment: "See <me>", extension };
    const { rows, notes } = filledMoodle(
      results(
        student("17", 4, late),
        student("18", 5),
        student("19", 0, nothing),
        student("20", 0),
      ),
      roster,
    );
    expect(rows.map((row) => row[4])).toEqual(["Grade", "50", "40", "7", "10"]);
    expect(rows[1]![8]).toBe(
      "<p>Headgate: 5 of 10 points. Extension: until 2026-12-02 17:00 UTC. Handed in 2 days late: nothing taken off.</p>" +
        "<ul><li>The counter: 4 of 5.</li><li>The feed: 1 of 5.</li></ul><p>See &lt;me&gt;</p>",
    );
    expect(rows.slice(2, 4).map((row) => row[8])).toEqual(["by hand", "<p>Well done</p>"]);
    expect(rows[4]![8]).toMatch(/^<p>Dear Di<\/p><p>Headgate: 1 of 10 points\.<\/p>/);
    const others = (table: readonly (readonly string[])[]) =>
      table.map((row) => row.filter((_, index) => index !== 4 && index !== 8));
    expect(others(rows)).toEqual(others(roster.table));
    expect(notes).toEqual([
      "moodle.csv: the maximum grade is 100.00 in Moodle and 10 here, so grades were scaled.",
      'moodle.csv: Moodle lets no grade be changed for 1 student ("18"); they were left as they are.',
    ]);
  });

  test("says what is missing in a worksheet", () => {
    const bare = sampleRoster("moodle", [["Identifier"], ["17"]], people.slice(0, 1), 0);
    expect(filledMoodle(results(student("17", 4)), bare).notes.join()).toMatch(/no column "Grade"/);
    const short = sampleRoster("moodle", [["Identifier", "Grade"], ["17"]], people.slice(0, 1), 0);
    const { rows, notes } = filledMoodle(results(student("17", null), student("18", 1)), short);
    expect(rows).toEqual([["Identifier", "Grade"], ["17"]]);
    expect(notes.join()).toMatch(/no row for 1 student.*no column "Feedback comments"/);
  });
});
