import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Intake } from "./intake.ts";
import { readRoster } from "./read-roster.ts";
import { takeIn } from "./take-in.ts";

/** A folder for each test, with what is put into it; `scratch` in it is what the first input is unpacked into. */
export interface Bench {
  readonly folder: () => string;
  put(path: string, content: string | Buffer): string;
  /** Takes in `input`, a path in the folder, with the text of a roster. */
  take(input: string, options?: { roster?: string; slugs?: readonly string[] }): Promise<Intake>;
}

export function bench(): Bench {
  let folder = "";
  let takes = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "headgate-intake-"));
    takes = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, content: string | Buffer): string => {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
    return whole;
  };
  return {
    folder: () => folder,
    put,
    take: async (input, { roster, slugs } = {}) => {
      takes += 1;
      const scratch = join(folder, takes === 1 ? "scratch" : `scratch-${takes}`);
      mkdirSync(scratch);
      return takeIn(join(folder, input), {
        scratch,
        ...(roster === undefined ? {} : { roster: readRoster(put("roster.csv", roster)) }),
        ...(slugs ? { slugs } : {}),
      });
    },
  };
}

/** Every file below a folder with its text. */
export function textsBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
  );
}

/** For each student, the files of each attempt. */
export function filesOf({ submissions }: Intake): Record<string, string[][]> {
  return Object.fromEntries(
    submissions.map(({ student, attempts }) => [
      student,
      attempts.map(({ root }) => Object.keys(textsBelow(root))),
    ]),
  );
}

/** Every file's permissions below a folder. */
export function modesBelow(folder: string): number[] {
  return Object.keys(textsBelow(folder)).map((path) => statSync(join(folder, path)).mode & 0o777);
}
