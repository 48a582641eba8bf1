import { describe, expect, test } from "vitest";
import type { Results } from "../class/results.ts";
import { CliError } from "../cli-error.ts";
import { readCsv } from "./csv-reader.fixture.ts";
import { filesOf, lmsNotes } from "./files.ts";
import { formats, formatsOf, plannedFiles, type Format } from "./formats.ts";
import { sampleClass, sampleRoster } from "./sample-class.fixture.ts";

const results = sampleClass(5, 2, true);
const people = results.students.map(({ student, name }) => ({ key: student, name }));
const withRoster: Results = {
  ...results,
  students: results.students.map((it, index) => ({ ...it, roster: people[index]! })),
};
const rosters = {
  canvas: sampleRoster(
    "canvas",
    [["Student", "ID"], ...people.map(({ key }) => ["", key])],
    people,
    1,
  ),
  moodle: sampleRoster(
    "moodle",
    [["Identifier", "Grade"], ...people.map(({ key }) => [key, ""])],
    people,
    0,
  ),
  list: sampleRoster("list", [["name"], ...people.map(({ key }) => [key])], people, 0),
};

describe("filesOf", () => {
  test.each(["canvas", "moodle"] as const)("%s's table begins with a mark if it did", (form) => {
    const textWith = (hasMark: boolean): string =>
      filesOf(withRoster, { roster: { ...rosters[form], hasMark } }).get(`${form}.csv`)!;
    expect(textWith(true)).toBe(`\ufeff${textWith(false)}`);
    expect(textWith(false)).toMatch(/^[A-Z]/);
  });

  test.each([
    [undefined, undefined],
    ["canvas", undefined],
    ["moodle", undefined],
    ["list", undefined],
    ["canvas", "csv,canvas"],
    [undefined, "feedback,dashboard,junit"],
  ] as const)("with a roster %s and formats %s writes what was planned", (form, list) => {
    const chosen: { formats?: ReadonlySet<Format> } = list ? { formats: formatsOf(list) } : {};
    const roster = form && rosters[form];
    const files = filesOf(withRoster, { ...chosen, ...(roster && { roster }) });
    const plan = plannedFiles({
      feedback: results.students.map(({ feedback }) => feedback),
      slugs: results.exercises.map(({ slug }) => slug),
      ...chosen,
      ...(form && { roster: form }),
    });
    expect([...files.keys()]).toEqual(plan);
  });

  test("writes results.json last, with the list of all files, others' too", () => {
    const others = new Map([["similarity.html", "<p>"]]);
    const files = filesOf(results, { others, formats: formatsOf("csv") });
    const names = ["grades.csv", "grades-long.csv", "similarity.html", "results.json"];
    expect([...files.keys()]).toEqual(names);
    const written = JSON.parse(files.get("results.json")!) as Results;
    expect(written.files).toEqual(names);
    expect(written.students).toEqual(JSON.parse(JSON.stringify(results.students)));
    expect(filesOf(results, { others }).get("dashboard.html")).toContain('href="similarity.html"');
  });

  test("every JSON can be read, and the LMS's tables too", () => {
    const files = filesOf(withRoster, { roster: rosters.canvas });
    for (const [path, text] of files) if (path.endsWith(".json")) JSON.parse(text);
    const table = readCsv(files.get("canvas.csv")!);
    expect(table.slice(1).map(([, id]) => id)).toEqual(
      // What a file cannot hold in UTF-8 is no text.
      people.map(({ key }) => key.replace(/\p{Surrogate}/gu, "\ufffd")),
    );
    expect(table[0]).toEqual(["Student", "ID", "Headgate"]);
    const worksheet = readCsv(filesOf(withRoster, { roster: rosters.moodle }).get("moodle.csv")!);
    expect(worksheet.slice(1).every(([, grade]) => /^\d/.test(grade!))).toBe(true);
  });

  test("lmsNotes are told for what is written only, and stand in the dashboard", () => {
    const stranger = { ...results, students: results.students.slice(0, 1) };
    const note = /canvas\.csv has no row for 1 student/;
    expect(lmsNotes(stranger, { roster: rosters.canvas }).join()).toMatch(note);
    expect(lmsNotes(stranger, { roster: rosters.canvas, formats: formatsOf("csv") })).toEqual([]);
    expect(filesOf(stranger, { roster: rosters.canvas }).get("dashboard.html")).toMatch(note);
  });
});

describe("formatsOf", () => {
  test("reads a list and refuses a name that is none", () => {
    expect([...formatsOf(" CSV, feedback,")]).toEqual(["csv", "feedback"]);
    expect([...formatsOf(formats.join())]).toEqual(formats);
    expect(() => formatsOf("csv,pdf")).toThrow(CliError);
    expect(() => formatsOf("csv,pdf")).toThrow(
      /^Expected `--formats` to list some of csv, .*, got `pdf`\.$/,
    );
    expect(() => formatsOf(" ")).toThrow(/got nothing/);
  });
});
