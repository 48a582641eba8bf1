import { readFileSync } from "node:fs";
import type { ExerciseSource } from "@headgate/check/node";
import type { JailYard } from "../jail/jail-yard.ts";
import {
  entryText,
  equivalents,
  equivalentsFile,
  meant,
  type Equivalent,
} from "./equivalent-mutants.ts";
import { mutantsOf, spread, type Mutant } from "./mutants.ts";
import { excuses } from "./mutation-operators.ts";
import { tryMutants, type Trial } from "./try-mutants.ts";

/** What came of changing a solution in every small way. */
export interface MutationResult {
  /** How many changed solutions a check noticed. */
  readonly caught: number;
  /** How many the checks ran on, without those said to change nothing. */
  readonly tried: number;
  /** How many the author says change nothing. */
  readonly equivalent: number;
  /** How many there are; more than were tried when there are too many. */
  readonly made: number;
  /** One sentence each. */
  readonly problems: readonly string[];
  /** What to put into `equivalent-mutants.yaml` for those that change nothing, reasons left to the author. */
  readonly entries: readonly string[];
}

/** Changed solutions that are tried, at most: an exercise has some twenty. */
export const mostMutants = 120;

/**
 * Changes the solution of an exercise in every small way and says which changes no check notices: a learner could hand that in and get
 * every point. What the author has recorded as no mistake is not asked for again, but must still be true.
 */
export async function mutantProblems(
  source: ExerciseSource,
  yard: JailYard,
  {
    most = mostMutants,
    onTrial = () => {},
  }: { most?: number; onTrial?: (done: number, of: number) => void } = {},
): Promise<MutationResult> {
  const { entries: recorded, problems } = equivalents(source);
  const made = await mutantsOf(readFileSync(source.solution, "utf8"));
  const mutants = spread(made, most);
  const trials = await tryMutants(source, mutants, yard, (done) => onTrial(done, mutants.length));
  const excused = new Set(recorded.flatMap((entry) => meant(entry, mutants)));
  const counted = (trials ?? []).filter(({ mutant }) => !excused.has(mutant));
  const survivors = counted.filter(({ outcome }) => outcome === "survived" || outcome === "broken");
  return {
    tried: counted.length,
    caught: counted.length - survivors.length,
    equivalent: excused.size,
    made: made.length,
    problems: [
      ...problems,
      ...(trials ? [] : [failing(source)]),
      ...recorded.flatMap((entry) => staleness(source, entry, made, trials ?? [])),
      ...survivors.map((trial) => survival(source, trial)),
    ],
    entries: survivors
      .filter(({ outcome }) => outcome === "survived")
      .map(({ mutant }) => entryText(mutant, made)),
  };
}

function failing({ folder, slug }: ExerciseSource): string {
  return `solutions/${folder}/${slug}.ts does not pass its checks, so no change of it was tried.`;
}

function survival(
  { folder, slug }: ExerciseSource,
  { mutant, outcome, check, message }: Trial,
): string {
  const where = `solutions/${folder}/${slug}.ts:${mutant.line}`;
  const what = `${mutant.change} in "${mutant.lineText}"`;
  if (outcome === "broken")
    return `${where}: ${what}, and the check "${check}" breaks instead of failing: ${message}`;
  return `${where}: ${what}, and no check notices. It is no mistake only if ${excuses[mutant.kind]}.`;
}

/** What is no longer true of an entry in the author's list. */
function staleness(
  { folder }: ExerciseSource,
  entry: Equivalent,
  made: readonly Mutant[],
  trials: readonly Trial[],
): string[] {
  const where = `solutions/${folder}/${equivalentsFile}`;
  const what = `${entry.change} in "${entry.line}"`;
  const found = meant(entry, made);
  if (found.length === 0) return [`${where}: there is no such change any more: ${what}.`];
  if (found.length > 1)
    return [`${where}: ${found.length} changes are alike, say which with \`occurrence\`: ${what}.`];
  // Being slow on a busy machine is not being noticed.
  const noticed = trials.find(({ mutant, outcome }) => mutant === found[0] && outcome === "caught");
  return noticed
    ? [`${where}: ${what} is said to change nothing, but the check "${noticed.check}" notices it.`]
    : [];
}
