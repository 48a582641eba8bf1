// `npm run grade -- INPUT --out OUT`: grades a class, unattended.
import { existsSync, readdirSync, realpathSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import { classResults, type ClassResults } from "./class/class-results.ts";
import type { Gradable } from "./class/grade-answer.ts";
import { gradeClass } from "./class/grade-class.ts";
import type { GradedStudent } from "./class/grade-student.ts";
import { runHash } from "./class/grading-key.ts";
import { knownAhead } from "./class/known-ahead.ts";
import { loadGradable } from "./class/load-gradable.ts";
import type { GradedExercise, Results } from "./class/results.ts";
import { takeRunFolder, type RunFolder } from "./class/run-folder.ts";
import { checkModules, courseFolder } from "./course-folder.ts";
import { gradeOptions, gradeUsage, type GradeOptions } from "./grade-options.ts";
import { similarityNames, similarityTexts } from "./grade-similarity.ts";
import { tellEnd, tellPart, tellStart, tellUnclear, tellWhenInterrupted } from "./grade-words.ts";
import { identifyScratch } from "./intake/identify-scratch.ts";
import { identityText } from "./intake/identity-text.ts";
import type { Identities, Intake, Roster, Submission } from "./intake/intake.ts";
import { readRoster } from "./intake/read-roster.ts";
import { takeIn } from "./intake/take-in.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { jailScript, strongestYard, type JailYard } from "./jail/jail-yard.ts";
import { feedbackNames } from "./output/feedback-name.ts";
import { filesOf, lmsNotes } from "./output/files.ts";
import { plannedFiles } from "./output/formats.ts";
import { outputFolder } from "./output/output-folder.ts";
import { duration, progressLine } from "./output/progress.ts";
import {
  noAdjustments,
  requireKnown,
  unknownStudent,
  type Adjustments,
} from "./policy/adjustments.ts";
import { adjustmentsTemplate } from "./policy/adjustments-template.ts";
import { dueWords } from "./policy/due-time.ts";
import { readAdjustments } from "./policy/read-adjustments.ts";
import { chapterCode } from "./similarity/chapter-code.ts";

const heapMb = 256;
const adjustmentsName = "adjustments.yaml";

endJailsWithUs();
await runCommand(async () => {
  const options = gradeOptions(process.argv.slice(2));
  if (!options) {
    console.log(gradeUsage);
    return exitCodes.done;
  }
  const roster = options.roster === undefined ? undefined : readRoster(options.roster);
  return options.identify ? identify(options, roster) : grade(options, roster);
});

/** Tells who is who, and writes nothing. */
async function identify(options: GradeOptions, roster: Roster | undefined): Promise<number> {
  const scratch = identifyScratch(join(courseFolder, ".cache"));
  // A signal ends the process by this way too.
  process.once("exit", () => scratch.remove());
  const { identities } = await takenIn(options, roster, scratch.path);
  console.log(identityText(identities));
  return isClear(identities) ? exitCodes.done : exitCodes.notYet;
}

async function grade(options: GradeOptions, roster: Roster | undefined): Promise<number> {
  const since = performance.now();
  const { out = "", input, force } = options;
  const isNew = !existsSync(out);
  outputFolder(out, input, force, []);
  const path = realpathSync(out);
  let run: RunFolder | undefined;
  try {
    run = takeRunFolder(path);
    if (run.takenOver !== undefined) console.log(run.takenOver);
    const exitCode = await gradeInto(path, run, options, roster);
    console.log(`Graded in ${duration(performance.now() - since)}.`);
    return exitCode;
  } finally {
    run?.close();
    if (isNew && !run?.journal.size) removeEmpty(path);
  }
}

/** A wrong call leaves nothing behind. */
function removeEmpty(path: string): void {
  try {
    if (readdirSync(path).join() !== "journal.jsonl") return;
    rmSync(join(path, "journal.jsonl"));
    rmdirSync(path);
  } catch {
    // It lies there, and does no harm.
  }
}

async function gradeInto(
  path: string,
  run: RunFolder,
  options: GradeOptions,
  roster: Roster | undefined,
): Promise<number> {
  const { input, out = "", force } = options;
  const [gradables, intake] = await Promise.all([
    Promise.all(options.exercises.map((source) => loadGradable(source, checkModules))),
    takenIn(options, roster, run.scratch),
  ]);
  const submissions = chosenStudents(intake, options);
  const adjustments = adjustmentsFor(path, options, intake, roster, gradables);
  const output = outputFolder(out, input, force, namesOf(submissions, gradables, options, roster));
  console.log(identityText(intake.identities));
  const yard = await strongestYard({ heapMb });
  tellStart(submissions.length, gradables.length, yard);
  if (options.due) console.log(`Due ${dueWords(options.due)}.`);
  const graded = await gradeAll({ options, run, submissions, gradables, yard });
  const terms = { policy: options.late, due: options.due, adjustments };
  const settled = classResults(graded.students, terms);
  const similar = similarityTexts(settled, gradables, chapterCode(options.courseFolder));
  const results = resultsOf(options, gradables, yard, intake.identities, settled);
  const more = {
    ...(roster && { roster }),
    ...(options.assignment !== undefined && { assignment: options.assignment }),
    ...(options.formats && { formats: options.formats }),
    // Their names are known, their texts come while the others are made.
    others: new Map(similarityNames.map((name) => [name, ""])),
  };
  const files = filesOf(results, more);
  for (const [name, text] of await similar) files.set(name, text);
  const written = output.write(files);
  if (submissions === intake.submissions && gradables.length === options.course.length)
    run.journal.compact();
  if (options.adjustments === undefined)
    offerAdjustments(path, results.exercises, keysOf(intake, roster));
  tellPart({ of: intake.submissions.length, now: submissions.length });
  tellEnd(written, results, graded.known, lmsNotes(results, more));
  return exitCodeOf(results);
}

function takenIn(
  { input, course }: GradeOptions,
  roster: Roster | undefined,
  scratch: string,
): Promise<Intake> {
  const slugs = course.map(({ slug }) => slug);
  return takeIn(input, { ...(roster && { roster }), scratch, slugs });
}

/** The students to grade: all, or those that were asked for. */
function chosenStudents(
  { submissions }: Intake,
  { students, input }: GradeOptions,
): readonly Submission[] {
  if (submissions.length === 0)
    throw new CliError(`Nobody handed in anything in ${input}, as far as can be told.`);
  if (students === undefined) return submissions;
  const keys = submissions.map(({ student }) => student);
  const wrong = students.find((key) => !keys.includes(key));
  if (wrong !== undefined) throw new CliError(unknownStudent(wrong, keys));
  return submissions.filter(({ student }) => students.includes(student));
}

/** Everybody that an instructor may speak of: who handed in, and who is on the roster. */
function keysOf({ submissions }: Intake, roster: Roster | undefined): string[] {
  const onRoster = roster?.students.map(({ key }) => key) ?? [];
  return [...new Set([...onRoster, ...submissions.map(({ student }) => student)])];
}

/** An instructor's word, which must be about this class. */
function adjustmentsFor(
  path: string,
  { adjustments, course }: GradeOptions,
  intake: Intake,
  roster: Roster | undefined,
  gradables: readonly Gradable[],
): Adjustments {
  const { submissions } = intake;
  const file = adjustments ?? join(path, adjustmentsName);
  if (adjustments === undefined && !existsSync(file)) return noAdjustments;
  const read = readAdjustments(file);
  const graded = new Set(submissions.map(({ student }) => student));
  const max = new Map(gradables.map((it) => [it.exercise.slug, it.max]));
  requireKnown(read, {
    students: keysOf(intake, roster),
    exercises: course.map(({ slug, title, points }) => ({
      slug,
      title,
      max: max.get(slug) ?? points,
    })),
  });
  tellUnclear(
    file,
    [...read.students.keys()].filter((key) => !graded.has(key)),
  );
  return read;
}

/** Where there is no side file yet, one to begin with. It is never written to again. */
function offerAdjustments(
  path: string,
  exercises: readonly GradedExercise[],
  [student]: readonly string[],
): void {
  const text = adjustmentsTemplate(exercises, student);
  try {
    writeFileSync(join(path, adjustmentsName), text, { flag: "wx" });
  } catch {
    // It is there, or the folder takes no more files.
  }
}

function namesOf(
  submissions: readonly Submission[],
  gradables: readonly Gradable[],
  { formats }: GradeOptions,
  roster: Roster | undefined,
): string[] {
  const planned = plannedFiles({
    feedback: feedbackNames(submissions.map(({ student }) => student)),
    slugs: gradables.map(({ exercise }) => exercise.slug),
    ...(formats && { formats }),
    ...(roster && { roster: roster.form }),
  });
  return [...planned, ...similarityNames];
}

interface Work {
  readonly options: GradeOptions;
  readonly run: RunFolder;
  readonly submissions: readonly Submission[];
  readonly gradables: readonly Gradable[];
  readonly yard: JailYard;
}

/** Grades what the journal does not know, and tells how far it is. */
async function gradeAll(work: Work): Promise<{ students: GradedStudent[]; known: number }> {
  const { options, submissions, gradables, yard } = work;
  const { journal } = work.run;
  const slugs = gradables.map(({ exercise }) => exercise.slug);
  if (options.fresh) {
    const keys = new Set(submissions.map(({ student }) => student));
    journal.forget(({ student, slug }) => keys.has(student) && slugs.includes(slug));
  }
  const interrupted = tellWhenInterrupted(journal, options.fresh);
  const ahead = knownAhead(journal.subjects, submissions, slugs);
  const progress = progressLine();
  let known = 0;
  const { timeLimitMs } = options;
  const settings = { jailScript, wall: yard.wall, timeLimitMs, heapMb };
  try {
    const students = await gradeClass({
      ...options,
      submissions,
      gradables,
      yard,
      journal,
      modules: checkModules,
      runHash: runHash(settings),
      onProgress: (it) => {
        if (it.phase === "first") known = it.known;
        const what = it.phase === "first" ? "graded" : "run a second time";
        progress.tell(what, { ...it, knownAhead: ahead(it) });
      },
    });
    return { students, known };
  } finally {
    progress.end();
    interrupted.done();
    yard.close();
  }
}

function resultsOf(
  options: GradeOptions,
  gradables: readonly Gradable[],
  { wall, words }: JailYard,
  identities: Identities,
  { students }: ClassResults,
): Results {
  const { timeLimitMs, seed, late, due } = options;
  const settings = { wall, wallPromises: words, timeLimitMs, heapMb, seed, late: late.text };
  return {
    format: "headgate-results",
    version: 2,
    settings: { ...settings, ...(due && { due: due.at.toISOString() }) },
    identities,
    exercises: gradables.map(({ exercise: { slug, title }, max }) => ({ slug, title, max })),
    students,
    files: [],
  };
}

/** 0 when all is well, 1 when somebody must look at something, 3 when something could not be graded by our own fault. */
function exitCodeOf({ students, identities }: Results): number {
  if (students.some(({ points }) => points === null)) return exitCodes.internal;
  const isRead = students.every(({ unreadable }) => unreadable.length === 0);
  return isRead && isClear(identities) ? exitCodes.done : exitCodes.notYet;
}

/** Whether it is known of everything that was handed in whose it is. */
function isClear({ unmatched, ambiguous, duplicates }: Identities): boolean {
  return [unmatched, ambiguous, duplicates].every((list) => list.length === 0);
}
