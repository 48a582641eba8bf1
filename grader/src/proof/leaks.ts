import { basename } from "node:path";
import { condensed } from "./condensed.ts";
import type { Secret } from "./secrets.ts";

/** A file that learners get. */
export interface PublishedFile {
  readonly path: string;
  readonly text: string;
}

/** Each place where a file shows a secret, one sentence with file and line; a file is told once for each secret's whole. */
export function leaksIn(
  files: Iterable<PublishedFile>,
  secrets: readonly Secret[],
  names: ReadonlyMap<string, string> = new Map(),
): string[] {
  const byHead = headsOf(secrets);
  const problems: string[] = [];
  for (const file of files) {
    const named = names.get(basename(file.path).replace(/\..*$/, ""));
    // The library knows no exercise, and may call a file as somebody calls a wrong answer.
    if (named !== undefined && !file.path.startsWith("lib/"))
      problems.push(`${file.path} has the name of ${named}.`);
    problems.push(...leaksInFile(file, byHead));
  }
  return problems;
}

/** Long enough to be rare, short enough for every secret. */
const headLength = 24;

function headsOf(secrets: readonly Secret[]): Map<string, Secret[]> {
  const heads = new Map<string, Secret[]>();
  for (const secret of secrets) {
    const head = secret.text.slice(0, headLength);
    heads.set(head, [...(heads.get(head) ?? []), secret]);
  }
  return heads;
}

function leaksInFile(
  { path, text }: PublishedFile,
  heads: ReadonlyMap<string, Secret[]>,
): string[] {
  const whole = condensed(text);
  const found = new Map<string, { at: number; texts: Map<string, number> }>();
  for (let at = 0; at + headLength <= whole.length; at += 1) {
    for (const { text: secret, of, weight } of heads.get(whole.slice(at, at + headLength)) ?? []) {
      if (!whole.startsWith(secret, at)) continue;
      const known = found.get(of) ?? { at, texts: new Map<string, number>() };
      found.set(of, known);
      known.texts.set(secret, weight);
    }
  }
  return [...found]
    .filter(([, { texts }]) => sum(texts.values()) >= 1)
    .map(([of, { at }]) => {
      const line = lineAt(text, at);
      return `${path}:${line} shows ${of}: ${text.split("\n")[line - 1]!.trim().slice(0, 120)}`;
    });
}

function sum(weights: Iterable<number>): number {
  return [...weights].reduce((total, weight) => total + weight, 0);
}

/** The line in which a place of the condensed text stands. */
function lineAt(text: string, at: number): number {
  let length = 0;
  const lines = text.split("\n");
  const index = lines.findIndex((line) => (length += condensed(line).length) > at);
  return index + 1;
}
