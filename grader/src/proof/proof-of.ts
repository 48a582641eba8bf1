import type { ExerciseSource } from "@headgate/check/node";
import type { JailYard } from "../jail/jail-yard.ts";
import { mutantProblems, type MutationResult } from "./mutant-problems.ts";
import { proveExercise } from "./prove-exercise.ts";

/** What came of proving one exercise. */
export interface Proof {
  /** One sentence each; none when it holds. */
  readonly problems: readonly string[];
  /** What an author may record of the changes that no check noticed, as YAML. */
  readonly entries: readonly string[];
  /** How many changes of the solution were noticed, for the reader. */
  readonly told: string;
}

/** Proves one exercise: its stub, its solution, its wrong answers, and then every small change of the solution. */
export async function proofOf(
  source: ExerciseSource,
  yard: JailYard,
  tell: (progress: string) => void = () => {},
): Promise<Proof> {
  tell(`${source.folder}: stub, solution, wrong answers`);
  const proved = await proveExercise(source, yard);
  const result = await mutantProblems(source, yard, {
    onTrial: (done, of) => tell(`${source.folder}: ${done} of ${of} changes of its solution`),
  });
  return {
    problems: [...proved, ...result.problems],
    entries: result.entries,
    told: counted(result),
  };
}

function counted({ caught, tried, equivalent, made }: MutationResult): string {
  const all = tried + equivalent;
  if (all === 0) return "no change of its solution was tried";
  return [
    `${caught}/${tried} changes of its solution noticed`,
    ...(equivalent > 0 ? [`${equivalent} recorded as no mistake`] : []),
    ...(made > all ? [`${all} of ${made} tried`] : []),
  ].join(", ");
}
