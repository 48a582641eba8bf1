// `npm run check [exercise]`: runs the visible checks of one exercise, or tells how far all of them are.
import { isSolved, amount, reportText, type Report } from "@headgate/check/engine";
import { exercisesIn, findExercise, type ExerciseSource } from "@headgate/check/node";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import { numberOption, readOptions } from "./command-options.ts";
import { checkModules, courseFolder } from "./course-folder.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { ownYard, type JailYard } from "./jail/jail-yard.ts";
import { checkAnswer } from "./learner/check-answer.ts";
import { stateOf } from "./learner/state-of.ts";
import { typeNotes } from "./learner/type-notes.ts";
import { terminalStyle } from "./terminal-style.ts";

const usage = `Usage: npm run check [exercise] [-- --hint N]

  npm run check                     how far every exercise is
  npm run check counter             the checks of one exercise
  npm run check counter -- --hint 2 the same with its second hint (there are three)
  npm run check counter -- --json   the report as JSON`;

const timeLimitMs = 5000;
const heapMb = 256;

endJailsWithUs();
await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), {
    hint: "value",
    json: "switch",
    help: "switch",
  });
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  const [name, ...others] = typed.names;
  if (others.length > 0)
    throw new CliError(`Expected one exercise, got ${typed.names.join(" and ")}.`);
  const hint = numberOption(typed, "hint", { from: 1, to: 3, whole: true, otherwise: 1 });
  const exercises = exercisesIn(courseFolder);
  const chosen = name === undefined ? undefined : exerciseNamed(exercises, name);
  const yard = ownYard({ heapMb });
  try {
    return await (chosen
      ? checkOne(chosen, yard, hint, typed.switches.has("json"))
      : checkAll(exercises, yard));
  } finally {
    yard.close();
  }
});

function exerciseNamed(exercises: readonly ExerciseSource[], name: string): ExerciseSource {
  try {
    return findExercise(exercises, name);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function checkOne(
  source: ExerciseSource,
  yard: JailYard,
  hint: number,
  json: boolean,
): Promise<number> {
  const [report, notes] = await Promise.all([
    checkAnswer(source, { yard, modules: checkModules, timeLimitMs, hint }),
    typeNotes(courseFolder, source.stub),
  ]);
  if (json) {
    console.log(JSON.stringify({ ...report, types: notes }, null, 2));
  } else {
    console.log(reportText(report, terminalStyle()));
    if (notes.length > 0) {
      console.log(`\nTypes: the checks ran all the same, but TypeScript says of ${source.slug}.ts`);
      for (const note of notes.slice(0, 5)) console.log(`  ${note}`);
    }
    const next = hint + 1;
    if (!isSolved(report) && next <= source.hints.length) {
      console.log(`The next hint: npm run check ${source.slug} -- --hint ${next}`);
    }
  }
  return exitCodeOf([report]);
}

/** A line for each exercise: done, not solved yet, or to do when nobody has touched it. */
async function checkAll(exercises: readonly ExerciseSource[], yard: JailYard): Promise<number> {
  const style = terminalStyle();
  const width = Math.max(...exercises.map(({ slug }) => slug.length));
  const reports: Report[] = [];
  for (const source of exercises) {
    const report = await checkAnswer(source, { yard, modules: checkModules, timeLimitMs });
    reports.push(report);
    const [sign, word] = stateOf(report, source);
    const mark = `${sign} ${word.padEnd(14)}`;
    const shown = isSolved(report) ? style.good(mark) : mark;
    const points = `${amount(report.points)} of ${amount(report.max)} points`;
    console.log(`  ${shown} ${source.slug.padEnd(width)}  ${style.faint(points)}`);
  }
  const done = reports.filter(isSolved).length;
  console.log(`\n${done} of ${reports.length} exercises are done.`);
  const next = reports.findIndex((report) => !isSolved(report));
  if (next !== -1) console.log(`Next: npm run check ${exercises[next]!.slug}`);
  return exitCodeOf(reports);
}

function exitCodeOf(reports: readonly Report[]): number {
  const checks = reports.flatMap((report) => report.checks);
  const broken = checks.find(({ verdict }) => verdict === "internal");
  if (broken) return exitCodes.internal;
  return reports.every(isSolved) ? exitCodes.done : exitCodes.notYet;
}
