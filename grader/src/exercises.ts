// `npm run exercises [-- --check]`: lists the exercises, or proves that each of them holds what it promises.
import { exercisesIn } from "@headgate/check/node";
import { CliError, exitCodes, runCommand } from "./cli-error.ts";
import { readOptions } from "./command-options.ts";
import { courseFolder } from "./course-folder.ts";
import { endJailsWithUs } from "./jail/jail.ts";
import { ownYard } from "./jail/jail-yard.ts";
import { leakProblems } from "./proof/leak-problems.ts";
import { proveExercise } from "./proof/prove-exercise.ts";
import { treeProblems } from "./proof/tree-problems.ts";
import { typeProblems } from "./proof/type-problems.ts";

const usage = `Usage: npm run exercises              the exercises with their points
       npm run exercises -- --check   prove them: the stub fails, the solution passes with every seed, every wrong answer is
                                      caught by the check it names and in its words, and nothing hidden is published`;

endJailsWithUs();
await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), { check: "switch", help: "switch" });
  if (typed.names.length > 0)
    throw new CliError(`Expected no names, got ${typed.names.join(" and ")}.`);
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  const exercises = exercisesIn(courseFolder);
  if (!typed.switches.has("check")) {
    for (const { folder, title, points, minutes } of exercises) {
      console.log(
        `${folder.padEnd(28)} ${String(points).padStart(3)} points  ${String(minutes).padStart(3)} min  ${title}`,
      );
    }
    return exitCodes.done;
  }
  const problems = [
    ...treeProblems(courseFolder, exercises),
    ...(await leakProblems(courseFolder, exercises)),
    ...typeProblems(courseFolder),
  ];
  const yard = ownYard({ heapMb: 256 });
  try {
    for (const exercise of exercises) {
      const found = await proveExercise(exercise, yard);
      problems.push(...found);
      console.log(`${found.length === 0 ? "✓" : "✗"} ${exercise.folder}`);
    }
  } finally {
    yard.close();
  }
  for (const problem of problems) console.log(`- ${problem}`);
  console.log(
    problems.length === 0
      ? `All ${exercises.length} exercises hold.`
      : `${problems.length} problems.`,
  );
  return problems.length === 0 ? exitCodes.done : exitCodes.notYet;
});
