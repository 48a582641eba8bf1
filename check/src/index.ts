import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import { display } from "headgate/show";
import { answerAt, type Answer } from "./answer.ts";
import { checker, slugOf } from "./checker.ts";
import type { Exercise } from "./exercise.ts";
import { localHost } from "./local-host.ts";

export type { Answer, Lib } from "./answer.ts";
export { AnswerError, LimitError } from "./failures.ts";
export type { CheckResult, Report, Verdict } from "./report.ts";

const lib = { ...headgate, ...quakes };

/**
 * The learner's answer, as a check file sees it. In plain vitest it is loaded and run in this process; the command
 * line, the class, the kernel and the page give the check file their own `answer` instead, and it behaves the same.
 *
 * @example
 * const mine = answer(() => import("./counter.ts"));
 * const seen = await mine.evaluate(({ counter }, { System }) => { … return seen; });
 */
export function answer<Exports>(loadStub: () => Promise<Exports>): Answer<Exports> {
  // Somewhat less than vitest's own limit of 5 s, so that the clearer of the two messages comes first.
  return answerAt(localHost({ exports: loadStub, lib, timeLimitMs: 4500, captureConsole: false }));
}

// Right from `src` and from `dist` alike.
const folder = fileURLToPath(new URL("../dist/exercises/", import.meta.url));

function built(): Map<string, string> {
  try {
    const files = readdirSync(folder).filter((name) => /^\d+-.*\.cjs$/.test(name));
    return new Map(files.map((name) => [slugOf(name.replace(/\.cjs$/, "")), `${folder}${name}`]));
  } catch {
    throw new Error("The exercises are not built yet: run `npm run build` in the course's folder.");
  }
}

/**
 * Runs the visible checks of an exercise on the values of a cell, and shows what came of it. What fails is shown,
 * not thrown; only a wrong call rejects.
 *
 * @example
 * await check("counter", { counter: counter });
 */
export const check: (slug: string, exports: Readonly<Record<string, unknown>>) => Promise<void> =
  checker({
    slugs: () => [...built().keys()],
    load: (slug) => {
      const load = createRequire(import.meta.url);
      return (load(built().get(slug)!) as { exercise: Exercise }).exercise;
    },
    lib,
    modules: { headgate, "@headgate/quakes": quakes },
    display,
  });
