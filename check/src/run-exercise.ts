import type { AnswerHost, Reply } from "./answer.ts";
import { decode } from "./decode.ts";
import { describe } from "./describe.ts";
import type { Exercise } from "./exercise.ts";
import { judge } from "./judge.ts";
import { blank, filesOf, planChecks, type PlannedCheck } from "./plan-checks.ts";
import type { CheckResult, Report, Verdict } from "./report.ts";
import { reportOf } from "./report-of.ts";
import { CurrentTest, type Suite } from "./vocabulary.ts";

/** What a run needs besides the exercise. */
export interface RunOptions {
  readonly exercise: Exercise;
  /** Where the answer lives. */
  readonly host: AnswerHost;
  /** What check files may import besides vitest and `@headgate/check`: `headgate` and `@headgate/quakes`. */
  readonly modules: Readonly<Record<string, unknown>>;
  /** Runs the hidden checks too, when the exercise has them. Default false. */
  readonly hidden?: boolean;
  /** The answer lives in this process, so what it says of itself can be believed. Default false. */
  readonly trusted?: boolean;
  /** Which hint goes with the first check that fails: 1, 2 or 3; 0 for none. Default 1. */
  readonly hint?: number;
  /** Told before each check, so that a killed run can say where it was. */
  readonly onCheck?: (started: { readonly id: string; readonly name: string }) => void;
  /** Told after each check. */
  readonly onResult?: (result: CheckResult) => void;
}

/** Milliseconds that a check may take besides its evaluations, which have limits of their own. */
const checkTimeoutMs = 60_000;

/** Runs the checks of an exercise against an answer. Never rejects: whatever happens is in the report. */
export async function runExercise(options: RunOptions): Promise<Report> {
  const { exercise } = options;
  const results: CheckResult[] = [];
  const { host, spentMs } = timed(options.host);
  for (const { hidden, file } of filesOf(exercise, options.hidden)) {
    const { planned, broken } = planChecks(file, hidden, { ...options, host });
    results.push(...(broken ? [broken] : await runFile(planned, options, spentMs)));
  }
  return reportOf(exercise, withHint(results, exercise.hints, options.hint ?? 1), options.hidden);
}

/** A host that knows how many milliseconds were spent on its evaluations. */
function timed(host: AnswerHost): { host: AnswerHost; spentMs: () => number } {
  let [spent, running, since] = [0, 0, 0];
  const evaluate: AnswerHost["evaluate"] = async (evaluation) => {
    running += 1;
    if (running === 1) since = performance.now();
    try {
      return await host.evaluate(evaluation);
    } finally {
      running -= 1;
      if (running === 0) spent += performance.now() - since;
    }
  };
  const spentMs = (): number => spent + (running > 0 ? performance.now() - since : 0);
  return { host: { seed: host.seed, evaluate }, spentMs };
}

/** Every check planned here is accounted for: one that is never reached stays "not run". */
async function runFile(
  planned: readonly PlannedCheck[],
  options: RunOptions,
  spentMs: () => number,
): Promise<CheckResult[]> {
  const results = planned.map(({ id, hidden, test }) => blank(id, test.name, hidden, test.points));
  const prepared: Prepared = new Map();
  for (const [index, check] of planned.entries()) {
    options.onCheck?.({ id: check.id, name: check.test.name });
    const result = await runCheck(check, prepared, options, spentMs);
    results[index] = result;
    options.onResult?.(result);
  }
  for (const it of prepared.keys()) for (const hook of it.afterAll) await settled(hook);
  return results;
}

/** What `beforeAll` of a suite came to: each of its checks stands on that, not the first alone. */
type Prepared = Map<Suite, { replies: readonly Reply[]; failure?: { error: unknown } }>;

async function settled(hook: () => unknown): Promise<void> {
  try {
    await hook();
  } catch {
    // A hook that fails behind the last check has nothing left to say about an answer.
  }
}

async function runCheck(
  check: PlannedCheck,
  prepared: Prepared,
  options: RunOptions,
  spentMs: () => number,
): Promise<CheckResult> {
  const { id, hidden, test, words, heard } = check;
  Object.assign(heard, { replies: [], input: undefined, console: "" });
  const current = new CurrentTest();
  words.current = current;
  const before = performance.now();
  let failure: { error: unknown } | undefined;
  try {
    await inTime(body(check, prepared), test.timeoutMs ?? checkTimeoutMs, spentMs);
    failure = await current.failure();
  } catch (error) {
    failure = { error };
  }
  words.current = undefined;
  const judged = judge({
    ...(failure && { failure }),
    messages: current.messages,
    replies: heard.replies,
    trusted: options.trusted ?? false,
  });
  const crash = judged.verdict === "wrong" && !hidden && crashLine.exec(heard.console)?.[0];
  return {
    ...blank(id, test.name, hidden, test.points),
    ...judged,
    ...(crash && { message: `Your answer failed while this ran. ${crash}\n\n${judged.message}` }),
    points: judged.verdict === "correct" ? test.points : 0,
    // Of a check that passed nobody asks what was given, and to print it takes longer than most checks.
    ...(heard.input && judged.verdict !== "correct" && { input: describe(decode(heard.input)) }),
    console: heard.console,
    ms: Math.round(performance.now() - before),
  };
}

/** What a system prints of a stage whose callback threw: more to the point than what it led to. */
const crashLine = /^Stage "[^"\n]*" crashed in .*$/m;

async function body({ test, heard, words }: PlannedCheck, prepared: Prepared): Promise<void> {
  for (const suite of test.suites) {
    const earlier = prepared.get(suite);
    heard.replies.push(...(earlier?.replies ?? []));
    const { failure } = earlier ?? (await prepare(suite, heard, prepared));
    if (failure) throw failure.error;
  }
  for (const suite of test.suites) for (const hook of suite.beforeEach) await hook();
  try {
    await test.run({ expect: words.module["expect"] });
  } finally {
    for (const suite of [...test.suites].reverse())
      for (const hook of suite.afterEach) await hook();
  }
}

async function prepare(suite: Suite, heard: PlannedCheck["heard"], prepared: Prepared) {
  const before = heard.replies.length;
  // Until it ends, and whoever runs out of time with it stays with that: it does not begin again for each check.
  prepared.set(suite, {
    replies: [],
    failure: { error: new Error("`beforeAll` had not finished") },
  });
  let failure: { error: unknown } | undefined;
  try {
    for (const hook of suite.beforeAll) await hook();
  } catch (error) {
    failure = { error };
  }
  const outcome = { replies: heard.replies.slice(before), ...(failure && { failure }) };
  prepared.set(suite, outcome);
  return outcome;
}

/** Evaluations end by limits of their own, however long those are: what they take is not counted. */
async function inTime(work: Promise<void>, limitMs: number, spentMs: () => number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const counted = (): number => performance.now() - spentMs();
  const since = counted();
  const late = new Promise<void>((_, reject) => {
    const look = (): void => {
      const leftMs = limitMs - (counted() - since);
      if (leftMs > 0) timer = setTimeout(look, Math.ceil(leftMs));
      else reject(new Error(`it had not finished after ${limitMs / 1000} s`));
    };
    look();
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a hint can help with: an answer that is there and ran. */
const hintable = new Set<Verdict>(["wrong", "error", "time", "memory", "output"]);

function withHint(
  results: readonly CheckResult[],
  hints: readonly string[],
  which: number,
): CheckResult[] {
  const failed = results.findIndex(({ verdict }) => hintable.has(verdict));
  const hint = hints[Math.min(which, hints.length) - 1];
  if (failed === -1 || hint === undefined) return [...results];
  return results.map((result, index) => (index === failed ? { ...result, hint } : result));
}
