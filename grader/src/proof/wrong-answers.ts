import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";

/** An answer that somebody with a known misconception would write, and the check that must catch it. */
export interface WrongAnswer {
  readonly path: string;
  /** `wrong/name.ts`, for the reader. */
  readonly name: string;
  readonly misconception: string;
  /** The exact name of the check. */
  readonly caughtBy: string;
  /** What its message must contain. */
  readonly says: string;
}

/** Reads the wrong answers of an exercise; a header that is not as it should be is a problem, not an answer. */
export function wrongAnswers({ folder, wrong }: ExerciseSource): {
  answers: WrongAnswer[];
  problems: string[];
} {
  const names = existsSync(wrong) ? readdirSync(wrong).sort() : [];
  const answers: WrongAnswer[] = [];
  const problems: string[] = [];
  for (const name of names.filter((it) => it.endsWith(".ts"))) {
    const path = join(wrong, name);
    const head = headerOf(readFileSync(path, "utf8"));
    const shown = `wrong/${name}`;
    const missing = ["Misconception", "Caught by", "Says"].filter((key) => !head.get(key));
    if (missing.length > 0) {
      problems.push(
        `solutions/${folder}/${shown} must begin with lines "// ${missing.join(': …", "// ')}: …".`,
      );
      continue;
    }
    const [misconception, caughtBy, says] = ["Misconception", "Caught by", "Says"].map((key) =>
      head.get(key)!,
    );
    answers.push({
      path,
      name: shown,
      misconception: misconception!,
      caughtBy: caughtBy!,
      says: says!,
    });
  }
  if (answers.length + problems.length < 3) {
    problems.push(
      `solutions/${folder}/wrong holds ${answers.length} wrong answers; every exercise needs at least three.`,
    );
  }
  return { answers, problems };
}

/** The comment lines at the top, `// Key: text`, each going on in the next lines that name no key. */
function headerOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  let key: string | undefined;
  for (const line of text.split("\n")) {
    const [, comment] = /^\/\/ ?(.*)$/.exec(line) ?? [];
    if (comment === undefined) break;
    const [, name, value] = /^(Misconception|Caught by|Says): ?(.*)$/.exec(comment) ?? [];
    if (name !== undefined && value !== undefined) fields.set((key = name), value.trim());
    else if (key) fields.set(key, `${fields.get(key)} ${comment.trim()}`.trim());
  }
  return fields;
}
