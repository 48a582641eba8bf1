// `npm run grade -- FOLDER --out OUT`: grades a class, unattended.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { plannedChecks } from "@headgate/check/engine";
import { exercisesIn, loadExercise, type ExerciseSource } from "@headgate/check/node";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import type { Gradable } from "./class/grade-answer.ts";
import { handedOut } from "./class/handed-out.ts";
import { gradeClass, studentsIn } from "./class/grade-class.ts";
import type { Results, StudentResult } from "./class/results.ts";
import { checkModules, courseFolder } from "./course-folder.ts";
import { gradeOptions, gradeUsage, type GradeOptions } from "./grade-options.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { strongestYard, type JailYard } from "./jail/jail-yard.ts";
import { feedbackHtml } from "./output/feedback-html.ts";
import { feedbackMarkdown } from "./output/feedback-markdown.ts";
import { feedbackNames } from "./output/feedback-name.ts";
import { gradesCsv } from "./output/grades-csv.ts";
import { outputFolder } from "./output/output-folder.ts";
import { duration, progressLine } from "./output/progress.ts";

const heapMb = 256;

endJailsWithUs();
await runCommand(async () => {
  const options = gradeOptions(process.argv.slice(2), exercisesIn(courseFolder));
  if (!options) {
    console.log(gradeUsage);
    return exitCodes.done;
  }
  const since = performance.now();
  const gradables = await Promise.all(options.exercises.map(gradable));
  const { out, folder, force } = options;
  const output = outputFolder(out, folder, force, fileNames(studentsIn(folder).students));
  const yard = await strongestYard({ heapMb });
  tellStart(options, yard);
  const progress = progressLine();
  const students = await gradeClass({
    ...options,
    gradables,
    yard,
    modules: checkModules,
    onProgress: progress.tell,
  }).finally(() => yard.close());
  progress.end();
  const results = resultsOf(options, gradables, yard, students);
  const written = output.write(filesOf(results));
  tellEnd(written, results, performance.now() - since);
  return exitCodeOf(students);
});

/** 0 when all is well, 1 when something could not be read, 3 when something could not be graded by our own fault. */
function exitCodeOf(students: readonly StudentResult[]): number {
  if (students.some(({ points }) => points === null)) return exitCodes.internal;
  return students.some(({ unreadable }) => unreadable.length > 0)
    ? exitCodes.notYet
    : exitCodes.done;
}

async function gradable(source: ExerciseSource): Promise<Gradable> {
  if (!existsSync(source.hidden)) {
    throw new CliError(
      `solutions/${source.folder} holds no hidden checks, and a class is graded with them; use the course's whole repository.`,
    );
  }
  const exercise = await loadExercise(source, checkModules);
  const max = plannedChecks(exercise, checkModules, true).reduce(
    (sum, check) => sum + check.max,
    0,
  );
  return { exercise, max, stub: handedOut(source.stub) };
}

function resultsOf(
  options: GradeOptions,
  gradables: readonly Gradable[],
  yard: JailYard,
  students: readonly StudentResult[],
): Results {
  const { timeLimitMs, seed } = options;
  return {
    format: "headgate-results",
    version: 1,
    settings: { wall: yard.wall, wallPromises: yard.words, timeLimitMs, heapMb, seed },
    exercises: gradables.map(({ exercise: { slug, title }, max }) => ({ slug, title, max })),
    students,
    files: fileNames(students.map(({ student }) => student)),
  };
}

/** What a grading of these students writes. */
function fileNames(students: readonly string[]): string[] {
  const feedback = feedbackNames(students).flatMap((name) => [
    `feedback/${name}.html`,
    `feedback/${name}.md`,
  ]);
  return ["grades.csv", "results.json", ...feedback];
}

function filesOf(results: Results): Map<string, string> {
  const { exercises, students } = results;
  const files = new Map([["grades.csv", gradesCsv(exercises, students)]]);
  for (const student of students) {
    files.set(`feedback/${student.feedback}.html`, feedbackHtml(student, exercises));
    files.set(`feedback/${student.feedback}.md`, feedbackMarkdown(student, exercises));
  }
  return files.set("results.json", `${JSON.stringify(results, null, 2)}\n`);
}

function tellStart({ folder, exercises }: GradeOptions, yard: JailYard): void {
  const { students, passedOver } = studentsIn(folder);
  console.log(`${count(students.length, "student")}, ${count(exercises.length, "exercise")}.`);
  console.log(`Each answer runs in ${yard.words}.`);
  for (const reason of yard.missing) console.log(`  No stronger wall: ${reason}.`);
  const [hidden, other] = [true, false].map((dotted) =>
    passedOver
      .filter((name) => name.startsWith(".") === dotted)
      .map((name) => JSON.stringify(name))
      .join(", "),
  );
  if (other) console.log(`Passed over, because it is no folder: ${other}.`);
  if (hidden) console.log(`Passed over, because its name begins with a dot: ${hidden}.`);
}

function tellEnd(out: string, { students }: Results, ms: number): void {
  const empty = students.filter(
    (it) => it.unreadable.length === 0 && it.exercises.every(({ source }) => source === null),
  );
  const failed = students.filter(({ points }) => points === null);
  for (const { student, unreadable } of students) {
    for (const sentence of unreadable) console.error(`${JSON.stringify(student)}: ${sentence}`);
  }
  if (empty.length > 0) console.log(`Nothing to grade from: ${names(empty)}.`);
  if (failed.length > 0)
    console.log(
      `Not fully graded, by our own fault, and left empty in grades.csv: ${names(failed)}.`,
    );
  console.log(
    `Graded in ${duration(ms)}: ${join(out, "grades.csv")}, results.json and feedback/ beside it.`,
  );
}

function names(students: readonly StudentResult[]): string {
  return students.map(({ student }) => JSON.stringify(student)).join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
