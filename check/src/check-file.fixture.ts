import type { expect } from "vitest";
import type { Answer } from "./answer.ts";
import type { CheckFile, Exercise } from "./exercise.ts";
import { localHost } from "./local-host.ts";
import type { Report } from "./report.ts";
import { runExercise } from "./run-exercise.ts";

type Body = (...row: never[]) => unknown;

/** The words a check file uses, as they come out of `require`. */
export interface Words {
  readonly test: {
    (name: string, run: () => unknown): void;
    (name: string, options: { meta: { points: number } }, run: () => unknown): void;
    each(rows: readonly unknown[]): (name: string, run: Body) => void;
    for(rows: readonly unknown[]): (name: string, run: Body) => void;
  };
  readonly describe: (name: string, body: () => void) => void;
  readonly expect: typeof expect;
  readonly beforeEach: (run: () => void) => void;
  readonly beforeAll: (run: () => unknown) => void;
  readonly mine: Answer<Record<string, unknown>>;
  readonly require: (name: string) => unknown;
}

/** A check file as the bundler makes it: everything comes through `require`. */
export const checkFile =
  (write: (words: Words) => void): CheckFile =>
  (require) => {
    const { answer } = require("@headgate/check") as { answer(): Words["mine"] };
    const words = require("vitest") as Words;
    write({
      test: words.test,
      describe: words.describe,
      expect: words.expect,
      beforeEach: words.beforeEach,
      beforeAll: words.beforeAll,
      mine: answer(),
      require,
    });
  };

export const exerciseOf = (visible: CheckFile, hidden?: CheckFile): Exercise => ({
  folder: "02-counter",
  slug: "counter",
  title: "A counter",
  chapter: 2,
  hints: ["the idea", "the part", "the code"],
  exports: ["counter"],
  visible,
  ...(hidden && { hidden }),
  hiddenCount: 2,
});

export async function run(
  write: (words: Words) => void,
  exports: unknown = {},
  options: { hint?: number; timeLimitMs?: number; trusted?: boolean } = {},
): Promise<Report> {
  const { timeLimitMs = 1000, ...rest } = options;
  const host = localHost({ exports, lib: { double: (n: number) => n * 2 }, timeLimitMs });
  return runExercise({
    exercise: exerciseOf(checkFile(write)),
    host,
    modules: {},
    trusted: true,
    ...rest,
  });
}
