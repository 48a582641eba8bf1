import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";
import { parse } from "yaml";
import type { Mutant } from "./mutants.ts";

/** The file beside a solution in which its author says which changes of it change nothing. */
export const equivalentsFile = "equivalent-mutants.yaml";

/** A change of a solution that nobody could notice, and why. */
export interface Equivalent {
  /** The whole line as it stands in the solution. */
  readonly line: string;
  /** The change as `--check` tells it. */
  readonly change: string;
  readonly reason: string;
  /** Which of several such lines, from 1 up, from the top. */
  readonly occurrence?: number;
}

/** Reads an author's list; an entry that is not as it should be is a problem. */
export function equivalents({ folder, solution }: ExerciseSource): {
  entries: Equivalent[];
  problems: string[];
} {
  const path = join(dirname(solution), equivalentsFile);
  if (!existsSync(path)) return { entries: [], problems: [] };
  const where = `solutions/${folder}/${equivalentsFile}`;
  const list = listIn(path);
  if (!list)
    return {
      entries: [],
      problems: [`${where} must be a list of entries with \`line\`, \`change\` and \`reason\`.`],
    };
  const problems = list.flatMap((entry, index) =>
    isEquivalent(entry)
      ? []
      : [
          `${where}, entry ${index + 1}: expected \`line\`, \`change\` and \`reason\` to be texts, and \`occurrence\`, if there is any, a number from 1 up.`,
        ],
  );
  return { entries: list.filter(isEquivalent), problems };
}

function listIn(path: string): unknown[] | undefined {
  try {
    const list: unknown = parse(readFileSync(path, "utf8"));
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function isEquivalent(entry: unknown): entry is Equivalent {
  if (typeof entry !== "object" || entry === null) return false;
  const { line, change, reason, occurrence = 1 } = entry as Record<string, unknown>;
  const areTexts = [line, change, reason].every(
    (text) => typeof text === "string" && text.trim() !== "",
  );
  return areTexts && Number.isInteger(occurrence) && Number(occurrence) >= 1;
}

/** The changes that an entry stands for: the one it names, or none, or several when it does not say which. */
export function meant(
  { line, change, occurrence }: Equivalent,
  mutants: readonly Mutant[],
): Mutant[] {
  const found = mutants.filter(
    (mutant) => mutant.lineText === line.trim() && mutant.change === change.trim(),
  );
  return occurrence === undefined ? found : found.slice(occurrence - 1, occurrence);
}

/** Entries for changes that nobody noticed, for an author to put into the file and to give reasons for. */
export function entryText(mutant: Mutant, all: readonly Mutant[]): string {
  const { lineText: line, change } = mutant;
  const alike = meant({ line, change, reason: "" }, all);
  return [
    `- line: ${JSON.stringify(line)}`,
    `  change: ${JSON.stringify(change)}`,
    ...(alike.length > 1 ? [`  occurrence: ${alike.indexOf(mutant) + 1}`] : []),
    '  reason: ""',
  ].join("\n");
}
