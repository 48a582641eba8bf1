import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";
import { condensed } from "./condensed.ts";

/** A text that tells something learners are not to see, in its condensed form. */
export interface Secret {
  readonly text: string;
  /** What it is part of, for the reader: "a hidden check of 02-counter". */
  readonly of: string;
  /** One line of a solution may be an example of the same call, and counts by half; all else is told by one. */
  readonly weight: 0.5 | 1;
}

/** Condensed lines shorter than this are anybody's, and so are several that are shorter than the other together. */
const tellingLine = 32;
const tellingLines = 60;

/** Every telling line of what `solutions/` holds for these exercises, but for those that stand in the open. */
export function secretsOf(root: string, exercises: readonly ExerciseSource[]): Secret[] {
  const open = openText(root);
  const secrets = new Map<string, Secret>();
  for (const exercise of exercises) {
    const of = (kind: string): string => `${kind} of ${exercise.folder}`;
    for (const { path, kind } of secretFiles(exercise)) {
      for (const { text, isLine } of tellingTexts(readFileSync(path, "utf8"))) {
        const weight = isLine && path === exercise.solution ? 0.5 : 1;
        const isKnown = secrets.has(text) || open.includes(text);
        if (!isKnown) secrets.set(text, { text, of: of(kind), weight });
      }
    }
  }
  return [...secrets.values()];
}

/** The names of wrong answers, which say what is wrong with them. */
export function secretNames(exercises: readonly ExerciseSource[]): Map<string, string> {
  return new Map(
    exercises.flatMap(({ folder, wrong }) =>
      namesIn(wrong).map((name) => [basename(name, ".ts"), `a wrong answer of ${folder}`] as const),
    ),
  );
}

function secretFiles({
  solution,
  hidden,
  wrong,
}: ExerciseSource): { path: string; kind: string }[] {
  const kinds = new Map([
    [hidden, "a hidden check"],
    [solution, "the solution"],
  ]);
  const folder = dirname(hidden);
  return [
    ...namesIn(folder).map((name) => {
      const path = join(folder, name);
      return { path, kind: kinds.get(path) ?? "an author's note" };
    }),
    ...namesIn(wrong).map((name) => ({ path: join(wrong, name), kind: "a wrong answer" })),
  ];
}

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Lines of hidden checks that say nothing of what is checked, and stand elsewhere by chance. */
const anybodys = ["expect(new Set(quakes.map((quake) => quake.id)).size).toBe(500)"];

/** What everybody may read, and learn the library's words from. */
function openText(root: string): string {
  const exercises = join(root, "exercises");
  const files = readdirSync(exercises, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const guide = join(root, "lib", "README.md");
  const texts = [...files, ...(existsSync(guide) ? [guide] : [])].map((path) =>
    readFileSync(path, "utf8"),
  );
  return [...texts, ...anybodys].map(condensed).join("\n");
}

/** The lines that tell by themselves, and the runs of short ones that do so together. */
function tellingTexts(source: string): { text: string; isLine: boolean }[] {
  const lines = source
    .split("\n")
    .map((line) => (line.startsWith("import ") ? "" : bareLine(line)));
  return lines.flatMap((line, first) => {
    if (line === "") return [];
    let [run, last] = [line, first];
    while (run.length < tellingLines && lines[last + 1]) run += lines[(last += 1)];
    const texts =
      line.length >= tellingLine ? [{ text: line.replace(/[.:]$/, ""), isLine: true }] : [];
    if (last > first && run.length >= tellingLines) texts.push({ text: run, isLine: false });
    return texts;
  });
}

/** A line without the head of a wrong answer. */
function bareLine(line: string): string {
  return condensed(line.replace(/^\/\/ *(Misconception|Caught by|Says):/, ""));
}
