// The tables for authors beside the chapters: printed from the lists and from the marks in the chapters.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Course } from "./chapter.ts";
import { isLearnerEdition } from "./edition.ts";
import { askPlaces, misconceptionPlaces, type Place } from "./places.ts";

const printedBy =
  "Printed by `npm run notebooks` from [FILE](FILE) and the chapters; change those, not this page.";

/** One sentence for each table that is not what the lists and the chapters print. */
export function compareTables(root: string, course: Course): string[] {
  return tables(root, course).flatMap(({ path, text }) => {
    if (readIfThere(join(root, path)) === text) return [];
    return `${path} differs from what the chapters say: run \`npm run notebooks\``;
  });
}

/** Writes the tables that differ; answers what it did. `course` holds all chapters. */
export function writeTables(root: string, course: Course): string[] {
  const differing = tables(root, course).filter(
    ({ path, text }) => readIfThere(join(root, path)) !== text,
  );
  for (const { path, text } of differing) writeFileSync(join(root, path), text);
  return differing.map(({ path }) => `Wrote ${path}`);
}

function tables(root: string, course: Course): { path: string; text: string }[] {
  const asks = { path: "course/asks.md", text: asksTable(course) };
  // The other one helps a teacher, and tells a learner the answers.
  if (isLearnerEdition(root)) return [asks];
  return [asks, { path: "course/misconceptions.md", text: misconceptionsTable(course) }];
}

/** Prints the text of `course/asks.md`. */
export function asksTable(course: Course): string {
  const places = course.chapters.flatMap(askPlaces);
  const rows = [...course.asks].map(([id, { asks, threads, chapters }]) => {
    const links = threads.map((thread) => `[${threadName(thread)}](${thread})`);
    const met = listed(places.filter((place) => place.id === id));
    return [id, asks, links.join(", "), [...met, ...toCome(course, chapters)].join("; ")];
  });
  return `# What users ask, and where the course answers

Questions and reports of people who use GenStage, Flow and Broadway, each in one sentence of ours, with the public threads they come from.
The last column says which chapter meets it: the section, or the exercise.

${printedBy.replaceAll("FILE", "asks.yaml")}

${table(["id", "what users say", "threads", "met in chapter"], rows)}`;
}

/** Prints the text of `course/misconceptions.md`. */
export function misconceptionsTable(course: Course): string {
  const places = course.chapters.flatMap(misconceptionPlaces);
  const rows = [...course.misconceptions].map(([id, { says, chapter }]) => {
    const found = places.filter((place) => place.id === id);
    const marks = listed(found.filter(({ by }) => by === "mark"));
    const coming = chapter === undefined ? [] : toCome(course, [chapter]);
    const options = listed(found.filter(({ by }) => by === "option"));
    return [id, says, [...marks, ...coming].join("; "), options.join("; ")];
  });
  return `# Where misconceptions are confronted

Each is met in two places or more: in the text or the run that shows it up, and in a wrong answer to a question. The number is the
chapter's. The notes in [instructors](instructors) say what helps with each.

${printedBy.replaceAll("FILE", "misconceptions.yaml")}

${table(["id", "as a reader would say it", "text and runs", "questions"], rows)}`;
}

function listed(places: readonly Place[]): string[] {
  return places.map(({ chapter, where }) => `${Number(chapter)}, ${where}`);
}

function toCome(course: Course, chapters: readonly string[]): string[] {
  return chapters
    .filter((number) => !course.chapters.some((chapter) => chapter.number === number))
    .map((number) => `${Number(number)}, to come`);
}

/** `https://github.com/elixir-lang/gen_stage/issues/80` as `gen_stage 80`. */
function threadName(address: string): string {
  const [, name, number] = /([^/]+)\/(?:issues|pull)\/(\d+)$/.exec(address) ?? [];
  return name === undefined ? "thread" : `${name} ${number}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return `${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
