import { answerAt, type AnswerHost, type Reply } from "./answer.ts";
import type { CheckFile, Exercise } from "./exercise.ts";
import type { CheckResult } from "./report.ts";
import type { Wire } from "./wire.ts";
import { vocabulary, type DeclaredTest, type Vocabulary } from "./vocabulary.ts";

/** A check that was declared and has yet to run. */
export interface PlannedCheck {
  readonly id: string;
  readonly hidden: boolean;
  readonly test: DeclaredTest;
  readonly words: Vocabulary;
  readonly heard: Heard;
}

/** What the evaluations of the check that runs now have told. */
export interface Heard {
  replies: Reply[];
  /** What was given last, as it travelled: nobody can have changed it since. */
  input: Wire | undefined;
  console: string;
}

/** What a check file is bound to: an answer, and the modules it may import. */
export interface Binding {
  readonly host: AnswerHost;
  readonly modules: Readonly<Record<string, unknown>>;
}

/** The check files to run, visible ones first. */
export function filesOf(
  exercise: Exercise,
  hidden = false,
): { hidden: boolean; file: CheckFile }[] {
  const files = [{ hidden: false, file: exercise.visible }];
  if (hidden && exercise.hidden) files.push({ hidden: true, file: exercise.hidden });
  return files;
}

/** Declares the tests of a check file without running one. What it may import is handed to it here. */
export function planChecks(
  file: CheckFile,
  hidden: boolean,
  { host, modules }: Binding,
): { planned: PlannedCheck[]; broken?: CheckResult } {
  const words = vocabulary();
  const heard: Heard = { replies: [], input: undefined, console: "" };
  const known: Record<string, unknown> = {
    ...modules,
    vitest: words.module,
    "@headgate/check": { answer: () => answerAt(host, listener(heard)) },
  };
  const prefix = hidden ? "hidden" : "visible";
  try {
    file((name) => {
      if (Object.hasOwn(known, name)) return known[name];
      throw new Error(`a check file may not import "${name}"`);
    });
    if (words.tests.length === 0) throw new Error("it declares no checks");
  } catch (error) {
    const message = `The ${prefix} check file is broken: ${(error as Error).message}`;
    const result = blank(`${prefix}-0`, `the ${prefix} check file`, hidden, 0);
    return { planned: [], broken: { ...result, verdict: "internal", message } };
  }
  const planned = words.tests.map((test, index) => {
    return { id: `${prefix}-${index + 1}`, hidden, test, words, heard };
  });
  return { planned };
}

function listener(heard: Heard): {
  started(input: Wire | undefined): void;
  ended(reply: Reply): void;
} {
  return {
    started(input) {
      heard.input = input ?? heard.input;
    },
    ended(reply) {
      heard.replies.push(reply);
      // Nothing was given to an answer that is not there.
      if (reply.outcome === "no answer") heard.input = undefined;
      heard.console += reply.console ?? "";
    },
  };
}

/** The checks of an exercise before any of them runs: what a report must account for. Throws on a broken file. */
export function plannedChecks(
  exercise: Exercise,
  modules: Binding["modules"],
  hidden = false,
): CheckResult[] {
  const host: AnswerHost = {
    seed: 1,
    evaluate: () => Promise.reject(new Error("a check evaluates the answer before it runs")),
  };
  return filesOf(exercise, hidden).flatMap((it) => {
    const { planned, broken } = planChecks(it.file, it.hidden, { host, modules });
    if (broken) throw new Error(broken.message);
    return planned.map(({ id, test }) => blank(id, test.name, it.hidden, test.points));
  });
}

/** The result of a check of which nothing has been heard. */
export function blank(id: string, name: string, hidden: boolean, max: number): CheckResult {
  return {
    id,
    name,
    hidden,
    verdict: "not run",
    points: 0,
    max,
    message: "This check did not run.",
    console: "",
    ms: 0,
  };
}
