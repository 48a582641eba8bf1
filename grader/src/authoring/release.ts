// `npm run release -- --out DIR`: writes the learner edition, the course without solutions and hidden checks.
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { exercisesIn, type ExerciseSource } from "@headgate/check/node";
import { CliError, exitCodes, runCommand } from "../cli-error.ts";
import { readOptions } from "../command-options.ts";
import { courseFolder } from "../course-folder.ts";
import { leakProblems } from "../proof/leak-problems.ts";
import { courseFiles } from "./edition/course-files.ts";
import { editionFileName, readEdition } from "./edition/edition-file.ts";
import { editionFile, learnerFiles } from "./edition/learner-files.ts";
import { workedStubs } from "./edition/worked-stubs.ts";
import { writeEdition, type Written } from "./edition/write-edition.ts";

const usage = `Usage: npm run release -- --out DIR [--untracked]

Writes the course without solutions, hidden checks and what tells of them into DIR, a folder that runs by the same two
commands, to be pushed to a repository of its own. DIR is new, empty but for a \`.git\`, or an earlier edition, in which only
what was not changed since is replaced.

  --untracked   take along what git does not track yet`;

await runCommand(async () => {
  const typed = readOptions(process.argv.slice(2), {
    out: "value",
    untracked: "switch",
    help: "switch",
  });
  if (typed.switches.has("help")) {
    console.log(usage);
    return exitCodes.done;
  }
  if (typed.names.length > 0)
    throw new CliError(`Expected only options, got ${typed.names.join(" and ")}.`);
  const out = typed.values.get("out");
  if (out === undefined || out === "")
    throw new CliError("Say where the learner edition goes: npm run release -- --out DIR.");
  if (readEdition(courseFolder))
    throw new CliError(
      "This is a learner edition already, and one is made from the full course: run `npm run release` there.",
    );
  const folder = freeFolder(out);
  const { paths, untracked } = courseFiles(courseFolder, typed.switches.has("untracked"));
  const exercises = exercisesIn(courseFolder);
  requireStubs(exercises);
  const files = learnerFiles(courseFolder, paths);
  files.set(editionFileName, await editionFile(courseFolder, files));
  const leaks = await leakProblems(courseFolder, exercises, files);
  if (leaks.length > 0) {
    for (const leak of leaks) console.error(leak);
    throw new CliError(
      "The edition would show learners what they are not to see, so nothing was written: reword the above, or name the file in grader/src/authoring/edition/left-out.ts.",
      exitCodes.notYet,
    );
  }
  tell(
    out,
    written(out, () => writeEdition(folder, files)),
  );
  if (untracked.length > 0 && !typed.switches.has("untracked"))
    console.log(
      `Left out, because git does not track ${untracked.length === 1 ? "it" : "them"}: ${some(untracked)} (\`git add\` takes them in, or --untracked).`,
    );
  return exitCodes.done;
});

/** Whoever tries an exercise out in the course must not hand out what they wrote there. */
function requireStubs(exercises: readonly ExerciseSource[]): void {
  const worked = workedStubs(exercises);
  if (worked.length === 0) return;
  throw new CliError(
    `The edition would hand out what was written into ${some(worked)} since the last commit, so nothing was written: ` +
      "`git restore` it, or commit it if it is the new stub.",
    exitCodes.notYet,
  );
}

/** The real path of DIR, which is outside of the course, and new, empty or an edition. */
function freeFolder(out: string): string {
  const [folder, course] = [realPlace(resolve(out)), realpathSync(courseFolder)];
  if (folder === course || folder.startsWith(`${course}${sep}`))
    throw new CliError(
      `${out} lies within the course, whose tests would run it too; choose a folder outside, such as ../headgate-learner.`,
    );
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw new CliError(`${out} is not a folder; choose another for --out.`);
  const isTaken = (): boolean => readdirSync(folder).some((name) => name !== ".git");
  if (found && !readEdition(folder) && written(out, isTaken))
    throw new CliError(
      `${out} is not empty and holds no earlier edition (no ${editionFileName}); choose an empty folder for --out.`,
    );
  return folder;
}

function realPlace(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false })) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPlace(above), basename(path));
}

/** Tells in one sentence that the system does not let us. */
function written<T>(out: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CliError(`${out} cannot be written to (${code} at ${path ?? out}).`);
  }
}

function tell(out: string, { written: count, removed, kept }: Written): void {
  console.log(`The learner edition is in ${out}: ${count} files written, ${removed} removed.`);
  if (kept.length > 0)
    console.log(`Changed there since the edition before, and left as they are: ${some(kept)}.`);
  console.log("In it, as here: `npm run learn` and `npm test`.");
}

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 20).join(", ");
  return paths.length > 20 ? `${shown} and ${paths.length - 20} more` : shown;
}
