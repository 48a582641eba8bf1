import type { Results } from "../class/results.ts";
import type { Roster } from "../intake/intake.ts";
import { canvasImport, filledCanvas } from "./canvas-csv.ts";
import { csvText } from "./csv.ts";
import { dashboardHtml, type DashboardMore } from "./dashboard/dashboard-html.ts";
import { exercismJson } from "./exercism.ts";
import { feedbackHtml } from "./feedback-html.ts";
import { feedbackMarkdown } from "./feedback-markdown.ts";
import { formats, type Format } from "./formats.ts";
import { githubClassroomJson } from "./github-classroom.ts";
import { gradesCsv, gradesLongCsv } from "./grades-csv.ts";
import { gradescopeJson } from "./gradescope.ts";
import { junitXml } from "./junit.ts";
import type { FilledTable } from "./lms-table.ts";
import { filledMoodle } from "./moodle-csv.ts";

/** What the files are made from besides the results. */
export interface MoreForFiles {
  readonly roster?: Roster;
  /** The name of the column in Canvas's gradebook. */
  readonly assignment?: string;
  /** Which are written; default: all. */
  readonly formats?: ReadonlySet<Format>;
  /** Files that others made, such as those about similarity: they are written and owned like the rest. */
  readonly others?: ReadonlyMap<string, string>;
}

/** Every file of a grading by its path in OUT, in the order of writing: `results.json`, which lists them, is the last. */
export function filesOf(results: Results, more: MoreForFiles = {}): Map<string, string> {
  const wanted = more.formats ?? new Set<Format>(formats);
  const files = new Map<string, string>();
  for (const format of formats) {
    if (!wanted.has(format)) continue;
    for (const [path, text] of textsOf[format](results, more)) files.set(path, text);
  }
  for (const [path, text] of more.others ?? []) files.set(path, text);
  const whole: Results = { ...results, files: [...files.keys(), "results.json"] };
  return files.set("results.json", `${JSON.stringify(whole, null, 2)}\n`);
}

/** What an instructor must know before uploading a table to an LMS, one sentence each. */
export function lmsNotes(results: Results, more: MoreForFiles = {}): readonly string[] {
  const wanted = more.formats ?? new Set<Format>(formats);
  return [
    ...(wanted.has("canvas") ? (canvasTable(results, more)?.notes ?? []) : []),
    ...(wanted.has("moodle") ? (moodleTable(results, more)?.notes ?? []) : []),
  ];
}

function canvasTable(
  results: Results,
  { roster, assignment }: MoreForFiles,
): FilledTable | undefined {
  if (roster?.form === "canvas") return filledCanvas(results, roster, assignment);
  return roster?.form === "list" ? canvasImport(results, assignment) : undefined;
}

function moodleTable(results: Results, { roster }: MoreForFiles): FilledTable | undefined {
  return roster?.form === "moodle" ? filledMoodle(results, roster) : undefined;
}

type Texts = Iterable<readonly [string, string]>;

const tableFile = (path: string, table: FilledTable | undefined): Texts =>
  table === undefined
    ? []
    : [[path, `${table.hasMark ? "\ufeff" : ""}${csvText(table.rows, table.delimiter)}`]];

const textsOf: Readonly<Record<Format, (results: Results, more: MoreForFiles) => Texts>> = {
  csv: ({ exercises, students }) => [
    ["grades.csv", gradesCsv(exercises, students)],
    ["grades-long.csv", gradesLongCsv(students)],
  ],
  canvas: (results, more) => tableFile("canvas.csv", canvasTable(results, more)),
  moodle: (results, more) => tableFile("moodle.csv", moodleTable(results, more)),
  gradescope: ({ exercises, students }) =>
    students.map((it) => [`gradescope/${it.feedback}.json`, gradescopeJson(it, exercises)]),
  exercism: ({ students }) =>
    students.flatMap(({ feedback, exercises }) =>
      exercises.map((it) => [`exercism/${feedback}/${it.slug}.json`, exercismJson(it)] as const),
    ),
  "github-classroom": ({ students }) =>
    students.map((it) => [`github-classroom/${it.feedback}.json`, githubClassroomJson(it)]),
  junit: (results) => [["junit.xml", junitXml(results)]],
  feedback: ({ exercises, students }) =>
    students.flatMap((it) => [
      [`feedback/${it.feedback}.html`, feedbackHtml(it, exercises)] as const,
      [`feedback/${it.feedback}.md`, feedbackMarkdown(it, exercises)] as const,
    ]),
  dashboard: (results, more) => [
    ["dashboard.html", dashboardHtml(results, dashboardMore(results, more))],
  ],
};

function dashboardMore(results: Results, more: MoreForFiles): DashboardMore {
  return {
    hasFeedback: more.formats?.has("feedback") ?? true,
    hasSimilarity: more.others?.has("similarity.html") ?? false,
    notes: lmsNotes(results, more),
  };
}
