// `npm run check [exercise]`: runs the visible checks of one exercise, or tells how far all of them are.
import { resolve } from "node:path";
import { isSolved, type Report } from "@headgate/check/engine";
import { exercisesIn, findExercise, type ExerciseSource } from "@headgate/check/node";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import { numberOption, readOptions, type Typed } from "./command-options.ts";
import { checkModules, courseFolder } from "./course-folder.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { ownYard, type JailYard } from "./jail/jail-yard.ts";
import { checkAnswer } from "./learner/check-answer.ts";
import { checkText } from "./learner/check-text.ts";
import { printOverview } from "./learner/overview.ts";
import { typeNotes } from "./learner/type-notes.ts";
import { watchExercises } from "./learner/watch.ts";
import { shownExercise } from "./learner/watch-work.ts";
import { terminalStyle } from "./terminal-style.ts";

const usage = `Usage: npm run check [exercise] [-- --hint N]

  npm run check                     how far every exercise is
  npm run check counter             the checks of one exercise
  npm run check counter -- --watch  its checks at every save, with hints and the other exercises a key away
  npm run check -- --watch          the same, where you were last time
  npm run check counter -- --hint 2 the checks with the second hint (there are three)
  npm run check counter -- --json   the report as JSON

  --course FOLDER                   the exercises of another folder`;

const timeLimitMs = 5000;
const heapMb = 256;

endJailsWithUs();
await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), {
    hint: "value",
    json: "switch",
    watch: "switch",
    course: "value",
    help: "switch",
  });
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  const [name, ...others] = typed.names;
  // npm keeps an option without the two dashes to itself, and leaves the number behind it.
  if (others.length > 0 && process.env["npm_config_hint"] !== undefined)
    throw new CliError(
      `npm keeps \`--hint\` to itself unless two dashes stand before it: npm run check ${name} -- --hint ${others[0]}`,
    );
  if (others.length > 0)
    throw new CliError(`Expected one exercise, got ${typed.names.join(" and ")}.`);
  const hint = numberOption(typed, "hint", { from: 1, to: 3, whole: true, otherwise: 1 });
  const course = typed.values.get("course");
  const root = course === undefined ? courseFolder : resolve(course);
  const exercises = exercisesOf(root);
  const chosen = name === undefined ? undefined : exerciseNamed(exercises, name);
  // npm keeps `npm run check --watch`, without the two dashes, to itself and says so here.
  const isWatch = typed.switches.has("watch") || process.env["npm_config_watch"] === "true";
  if (isWatch) refuseBeside(typed, ["json", "hint"]);
  const yard = ownYard({ heapMb });
  const settings = { yard, modules: checkModules, timeLimitMs };
  try {
    if (isWatch) {
      await watchExercises({ ...settings, root, exercises, ...(chosen && { slug: chosen.slug }) });
      return exitCodes.done;
    }
    return chosen
      ? await checkOne(chosen, root, yard, hint, typed.switches.has("json"))
      : exitCodeOf(await printOverview(root, exercises, settings));
  } finally {
    yard.close();
  }
});

function exercisesOf(root: string): ExerciseSource[] {
  try {
    const exercises = exercisesIn(root);
    if (exercises.length === 0) throw new Error(`There is no exercise in ${root}.`);
    return exercises;
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function refuseBeside(typed: Typed, names: readonly string[]): void {
  const beside = names.find((name) => typed.switches.has(name) || typed.values.has(name));
  if (beside !== undefined) throw new CliError(`\`--watch\` goes without \`--${beside}\`.`);
}

function exerciseNamed(exercises: readonly ExerciseSource[], name: string): ExerciseSource {
  try {
    return findExercise(exercises, name);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function checkOne(
  source: ExerciseSource,
  root: string,
  yard: JailYard,
  hint: number,
  json: boolean,
): Promise<number> {
  const [report, notes] = await Promise.all([
    checkAnswer(source, { yard, modules: checkModules, timeLimitMs, hint }),
    typeNotes(root, source.stub),
  ]);
  if (json) {
    console.log(JSON.stringify({ ...report, types: notes }, null, 2));
  } else {
    const exercise = shownExercise(root, source);
    console.log(checkText({ exercise, report, types: notes, hint }, terminalStyle()));
  }
  return exitCodeOf([report]);
}

function exitCodeOf(reports: readonly Report[]): number {
  const checks = reports.flatMap((report) => report.checks);
  const broken = checks.find(({ verdict }) => verdict === "internal");
  if (broken) return exitCodes.internal;
  return reports.every(isSolved) ? exitCodes.done : exitCodes.notYet;
}
