import { readFileSync } from "node:fs";
import { isSolved, type CheckResult, type Report } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import { checkModules } from "../course-folder.ts";
import type { JailYard } from "../jail/jail-yard.ts";
import { checkAnswer } from "../learner/check-answer.ts";
import { wrongAnswers, type WrongAnswer } from "./wrong-answers.ts";

/** The seeds that hidden checks are tried with: an exercise must not depend on the one it was written with. */
const seeds = [
  1,
  2,
  3,
  1_000_003,
  2_147_483_646,
  // As students' are: spread over 32 bits. A check that fails one student in twenty is found by these, not by five.
  ...Array.from({ length: 30 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0),
];

/** Limits one evaluation of a wrong answer, which may well be an endless loop. */
const timeLimitMs = 2000;

type Run = (answer: string, seed: number) => Promise<Report>;

/**
 * Runs everything that belongs to an exercise and says what is not as it should be, one sentence each: its stub fails,
 * its solution gets every point with every seed, and each wrong answer is caught by the check it names, in the words
 * it names.
 */
export async function proveExercise(
  source: ExerciseSource,
  yard: JailYard,
  onReport: (answer: string, seed: number, report: Report) => void = () => {},
): Promise<string[]> {
  const run: Run = async (answer, seed) => {
    const settings = { yard, modules: checkModules, timeLimitMs, hidden: true, answer, seed };
    const report = await checkAnswer(source, settings);
    onReport(answer, seed, report);
    return report;
  };
  const { answers, problems } = wrongAnswers(source);
  return [
    ...problems,
    ...(await stubProblems(source, run)),
    ...(await solutionProblems(source, run)),
    ...(await eachProblems(source, answers, run)),
  ];
}

async function stubProblems(source: ExerciseSource, run: Run): Promise<string[]> {
  const where = `exercises/${source.folder}/${source.slug}.ts`;
  const problems: string[] = [];
  const text = readFileSync(source.stub, "utf8");
  if (!/\/\/ TODO\b/.test(text)) problems.push(`${where} has no "// TODO".`);
  if (/\bexport\s+default\b/.test(text)) problems.push(`${where} has a default export.`);
  const report = await run(source.stub, 1);
  if (report.points > 0) {
    const free = report.checks.find(({ points }) => points > 0)!;
    problems.push(
      `${where} passes the check "${free.name}" as it is handed out; if you have solved it there, keep your answer elsewhere and run \`git restore ${where}\`, or learn in a learner edition, where exercises are solved in place (\`npm run release\`).`,
    );
  }
  const broken = report.checks.find(({ verdict }) => verdict !== "wrong" && verdict !== "correct");
  if (broken)
    problems.push(
      `${where}, check "${broken.name}": ${broken.verdict} instead of wrong (${broken.message}).`,
    );
  if (report.max !== source.points) {
    problems.push(
      `exercises/${source.folder}/README.md says ${source.points} points, the checks give ${report.max}.`,
    );
  }
  return problems;
}

async function solutionProblems(source: ExerciseSource, run: Run): Promise<string[]> {
  const problems: string[] = [];
  for (const seed of seeds) {
    const report = await run(source.solution, seed);
    const failed = report.checks.find(({ verdict }) => verdict !== "correct");
    if (!isSolved(report) && failed) {
      problems.push(
        `solutions/${source.folder}/${source.slug}.ts fails "${failed.name}" with seed ${seed}: ${failed.message}`,
      );
    }
  }
  return problems;
}

async function eachProblems(
  source: ExerciseSource,
  answers: readonly WrongAnswer[],
  run: Run,
): Promise<string[]> {
  const problems: string[] = [];
  const exercise = await loadExercise(source, checkModules);
  if (exercise.exports.length === 0) {
    problems.push(
      `exercises/${source.folder}/${source.slug}.test.ts evaluates no function of the form ({ name }, …) => ….`,
    );
  }
  if (!exercise.hidden) problems.push(`solutions/${source.folder} has no hidden checks.`);
  for (const answer of answers) {
    const where = `solutions/${source.folder}/${answer.name}`;
    const report = await run(answer.path, 1);
    problems.push(...wrongProblems(where, answer, report));
  }
  return problems;
}

function wrongProblems(
  where: string,
  { caughtBy, says }: WrongAnswer,
  { checks }: Report,
): string[] {
  const broken = checks.find(({ verdict }) => verdict === "internal");
  if (broken) return [`${where}: the check "${broken.name}" is broken: ${broken.message}`];
  const catcher = checks.find(({ name }) => name === caughtBy);
  if (!catcher)
    return [`${where} is said to be caught by "${caughtBy}", but no check has that name.`];
  if (catcher.verdict === "correct")
    return [`${where} passes the check "${caughtBy}" that is to catch it.`];
  if (!textOf(catcher).includes(bare(says))) {
    return [
      `${where}: the message of "${caughtBy}" does not say "${says}"; it says: ${catcher.message}`,
    ];
  }
  return [];
}

function textOf({ message }: CheckResult): string {
  return bare(message);
}

/** Where a line breaks is not part of what is said. */
function bare(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
