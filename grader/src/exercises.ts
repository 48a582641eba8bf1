// `npm run exercises [-- --check [SLUG…]]`: lists the exercises, or proves that each of them holds what it promises.
import { exercisesIn, findExercise, type ExerciseSource } from "@headgate/check/node";
import { editionWords, stubOfEdition } from "./authoring/edition/check-edition.ts";
import { readEdition } from "./authoring/edition/edition-file.ts";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import { readOptions } from "./command-options.ts";
import { courseFolder } from "./course-folder.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { ownYard } from "./jail/jail-yard.ts";
import { leakProblems } from "./proof/leak-problems.ts";
import { mostMutants } from "./proof/mutant-problems.ts";
import { proofOf } from "./proof/proof-of.ts";
import { treeProblems } from "./proof/tree-problems.ts";
import { typeProblems } from "./proof/type-problems.ts";

const usage = `Usage: npm run exercises                     the exercises with their points
       npm run exercises -- --check [SLUG…]  prove them, all or these: the stub fails, the solution passes with every seed, every
                                             wrong answer is caught by the check it names and in its words, every small change of
                                             the solution is noticed (${mostMutants} at most are tried), and nothing hidden is published
A new one: npm run exercise -- new SLUG`;

const entriesWords = `
A change that no check notices is a hole in the checks: a learner may hand it in and gets every point. Strengthen a check. If nobody
could ever notice the change, record it, with the reason:`;

endJailsWithUs();
await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), { check: "switch", help: "switch" });
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  if (typed.names.length > 0 && !typed.switches.has("check"))
    throw new CliError(
      `Expected \`--check\` in front of ${typed.names.join(" ")}: npm run exercises -- --check ${typed.names.join(" ")}`,
    );
  const exercises = exercisesIn(courseFolder);
  if (!typed.switches.has("check")) {
    exercises.forEach(list);
    return exitCodes.done;
  }
  const wanted = chosen(exercises, typed.names);
  return readEdition(courseFolder) ? checkEdition(wanted) : prove(exercises, wanted);
});

/** A learner edition has only stubs to check, and those that are still as they were handed out. */
async function checkEdition(exercises: readonly ExerciseSource[]): Promise<number> {
  const problems = typeProblems(courseFolder, ["exercises"]);
  const yard = ownYard({ heapMb: 256 });
  try {
    for (const exercise of exercises) {
      const found = await stubOfEdition(exercise, yard);
      problems.push(...(found ?? []));
      const told = found ? "" : "  changed here, so not judged";
      console.log(`${found && found.length > 0 ? "✗" : "✓"} ${exercise.folder}${told}`);
    }
  } finally {
    yard.close();
  }
  for (const problem of problems) console.log(`- ${problem}`);
  console.log(editionWords);
  return problems.length === 0 ? exitCodes.done : exitCodes.notYet;
}

function list({ folder, title, points, minutes }: ExerciseSource): void {
  console.log(
    `${folder.padEnd(28)} ${String(points).padStart(3)} points  ${String(minutes).padStart(3)} min  ${title}`,
  );
}

function chosen(exercises: ExerciseSource[], names: readonly string[]): ExerciseSource[] {
  if (names.length === 0) return exercises;
  try {
    return [...new Set(names.map((name) => findExercise(exercises, name)))];
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

async function prove(
  all: readonly ExerciseSource[],
  exercises: readonly ExerciseSource[],
): Promise<number> {
  const problems = [
    ...treeProblems(courseFolder, all),
    ...(await leakProblems(courseFolder, all)),
    ...typeProblems(courseFolder),
  ].filter(
    (problem) => all === exercises || exercises.some(({ folder }) => problem.includes(folder)),
  );
  const entries: string[] = [];
  const yard = ownYard({ heapMb: 256 });
  try {
    for (const exercise of exercises) {
      const proof = await proofOf(exercise, yard, tellProgress);
      problems.push(...proof.problems);
      if (proof.entries.length > 0)
        entries.push(`# solutions/${exercise.folder}/equivalent-mutants.yaml`, ...proof.entries);
      tellProgress("");
      const sign = proof.problems.length === 0 ? "✓" : "✗";
      console.log(`${sign} ${exercise.folder.padEnd(28)} ${proof.told}`);
    }
  } finally {
    yard.close();
  }
  for (const problem of problems) console.log(`- ${problem}`);
  if (entries.length > 0) console.log(`${entriesWords}\n\n${entries.join("\n")}\n`);
  const holds = `${exercises.length === 1 ? "The exercise holds" : `All ${exercises.length} exercises hold`}.`;
  const found = problems.length === 1 ? "1 problem." : `${problems.length} problems.`;
  console.log(problems.length === 0 ? holds : found);
  return problems.length === 0 ? exitCodes.done : exitCodes.notYet;
}

/** What is under way, on a terminal only: one line that is written over. */
function tellProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
}
