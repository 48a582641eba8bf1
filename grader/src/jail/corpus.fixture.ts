import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runExercise, type CheckResult, type Exercise } from "@headgate/check/engine";
import { bundleAnswer } from "../submission/bundle-answer.ts";
import { jailedHost } from "./jailed-host.ts";
import type { StudentJails } from "./student-jails.ts";

/** A file somebody handed in to get what it does not deserve, or to do harm. */
export interface HostileFile {
  /** `003-name` */
  readonly name: string;
  readonly text: string;
  /** What it tries, a sentence without a subject. */
  readonly tries: string;
  /** For each check the verdicts that it may get. */
  readonly expected: readonly (readonly string[])[];
}

const folder = fileURLToPath(new URL("../../corpus", import.meta.url));

/** Every file of `grader/corpus`, as its two first comments tell. */
export function corpus(): HostileFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const [, tries, expect] = /^\/\/ Tries: (.+)\n\/\/ Expect: (.+)$/m.exec(text) ?? [];
    if (tries === undefined || expect === undefined)
      throw new Error(`grader/corpus/${name} must say what it \`Tries\`, and what to \`Expect\`.`);
    const expected = expect.split(",").map((verdicts) => verdicts.trim().split("|"));
    return { name: name.slice(0, -3), text, tries, expected };
  });
}

interface Words {
  answer(): {
    readonly seed: number;
    evaluate(
      fn: (answer: { make(n: number): unknown }, lib: unknown, n: number) => unknown,
      n: number,
    ): Promise<unknown>;
  };
  test(name: string, run: () => Promise<void>): void;
  expect(value: unknown, message?: string): { toEqual(expected: unknown): void };
}

/** What no answer may get to see: it stands beside the checks. */
export const secret = "the-checks-are-not-here";

const numbers = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

/** Calls `make` and compares it with the numbers from 1: twice as everybody may see, once as only the seed tells. */
export const makeNumbers: Exercise = {
  folder: "01-make",
  slug: "make",
  title: "Make",
  chapter: 1,
  hints: [],
  exports: ["make"],
  visible: (require) => {
    const { test, expect } = require("vitest") as Words;
    const mine = (require("@headgate/check") as Words).answer();
    for (const name of ["first", "second"])
      test(name, async () =>
        expect(await mine.evaluate(({ make }, _lib, n) => make(n), 3), secret).toEqual(numbers(3)),
      );
  },
  hidden: (require) => {
    const { test, expect } = require("vitest") as Words;
    const mine = (require("@headgate/check") as Words).answer();
    const wanted = 5 + (mine.seed % 90);
    test("third", async () =>
      expect(await mine.evaluate(({ make }, _lib, n) => make(n), wanted), secret).toEqual(
        numbers(wanted),
      ));
  },
};

/** Runs all three checks on the text of one answer, as a class is graded. */
export async function runHostile(
  text: string,
  jails: StudentJails,
  { timeLimitMs }: { timeLimitMs: number },
): Promise<readonly CheckResult[]> {
  const seed = 12_345;
  const root = mkdtempSync(join(tmpdir(), "headgate-hostile-"));
  try {
    const path = join(root, "make.ts");
    writeFileSync(path, text);
    const bundled = await bundleAnswer({ root, path, exports: ["make"] });
    const options = { exercise: makeNumbers, modules: {}, hidden: true };
    if ("verdict" in bundled) {
      const evaluate = async () => ({ outcome: "no answer", ...bundled }) as const;
      return (await runExercise({ ...options, host: { seed, evaluate } })).checks;
    }
    const host = jailedHost({ code: bundled.code, seed, timeLimitMs, jails });
    try {
      return (await runExercise({ ...options, host })).checks;
    } finally {
      host.close();
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
