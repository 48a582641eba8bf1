import type { Exercise } from "./exercise.ts";
import { localHost } from "./local-host.ts";
import { reportHtml } from "./report-html.ts";
import { isSolved, type Report } from "./report.ts";
import { reportText } from "./report-text.ts";
import { runExercise, type RunOptions } from "./run-exercise.ts";
import { unknownName } from "./unknown-name.ts";

/** A rich output: a browser or notebook takes the HTML, a terminal the text. */
export interface Shown {
  readonly "text/plain": string;
  readonly "text/html": string;
}

/** What `check` needs from the place it runs in. */
export interface CheckerOptions {
  /** Slugs of all exercises, for the sentence about one that does not exist. */
  readonly slugs: () => readonly string[];
  /** Finds an exercise by its slug. */
  readonly load: (slug: string) => Exercise | Promise<Exercise>;
  readonly lib: unknown;
  readonly modules: RunOptions["modules"];
  readonly display: (shown: Shown) => void;
  readonly onCheck?: RunOptions["onCheck"];
  readonly onResult?: RunOptions["onResult"];
  /** Told when a report is complete. */
  readonly onReport?: (report: Report) => void;
}

/** Runs the visible checks of an exercise on values at hand, and shows what came of it. */
export type Checker = (slug: string, exports: Readonly<Record<string, unknown>>) => Promise<void>;

/** Makes the `check` of a notebook's kernel or a page. Each failure of the same exercise shows the next hint. */
export function checker(options: CheckerOptions): Checker {
  const failures = new Map<string, number>();
  return async (typed, exports) => {
    const slug = slugOf(typed);
    const slugs = options.slugs();
    if (!slugs.includes(slug)) throw wrongCall(unknownName("exercise", String(typed), slugs));
    const exercise = await options.load(slug);
    requireExports(exercise, exports);
    const failed = failures.get(slug) ?? 0;
    const report = await runExercise({
      exercise,
      host: localHost({ exports: { ...exports }, lib: options.lib }),
      modules: options.modules,
      trusted: true,
      hint: failed + 1,
      ...(options.onCheck && { onCheck: options.onCheck }),
      ...(options.onResult && { onResult: options.onResult }),
    });
    failures.set(slug, isSolved(report) ? 0 : failed + 1);
    options.onReport?.(report);
    options.display({ "text/plain": reportText(report), "text/html": reportHtml(report) });
  };
}

/** `02-counter` is `counter`. */
export function slugOf(typed: unknown): string {
  return String(typed).trim().replace(/^\d+-/, "");
}

function requireExports(exercise: Exercise, exports: unknown): void {
  const given = typeof exports === "object" && exports !== null ? Object.keys(exports) : [];
  const missing = exercise.exports.filter((name) => !given.includes(name));
  if (missing.length === 0) return;
  // Not the short form `{ counter }`: tslab cannot read a value of an earlier cell through it.
  const call = `await check("${exercise.slug}", { ${exercise.exports.map((name) => `${name}: ${name}`).join(", ")} })`;
  throw wrongCall(
    `\`check\` was not given ${missing.map((name) => `\`${name}\``).join(", ")}: write ${call}.`,
  );
}

/** An error that a cell shows as its one sentence, without the lines of our own code. */
function wrongCall(sentence: string): Error {
  const error = new Error(sentence);
  error.stack = sentence;
  return error;
}
