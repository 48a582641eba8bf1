import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../cli-error.ts";
import { newExerciseTexts, type NewExercise } from "./new-exercise-texts.ts";

/** What an author asks for. */
export interface Wanted {
  readonly slug: string;
  /** The number of a chapter; the last one by default. */
  readonly chapter?: number;
  /** By default the slug in words. */
  readonly title?: string;
}

/**
 * Makes the folders of a new exercise in a course, with a small example that holds as it is. Overwrites nothing. Throws `CliError` for a
 * slug that is none or is taken, and for a chapter that does not exist.
 */
export function newExercise(
  root: string,
  { slug, chapter, title }: Wanted,
): NewExercise & { chapterFile: string } {
  requireSlug(slug);
  requireFree(root, slug);
  const { number, file } = chapterOf(root, chapter);
  const folder = `${String(number).padStart(2, "0")}-${slug}`;
  const made = { slug, folder, chapter: number, title: titleOf(slug, title) };
  writeAll(root, folder, newExerciseTexts(made));
  return { ...made, chapterFile: `course/chapters/${file}` };
}

const longestSlug = 40;

function requireSlug(slug: string): void {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) && slug.length <= longestSlug) return;
  throw new CliError(
    `Expected the slug to be small letters, digits and single dashes, a letter first, ${longestSlug} at most, such as \`hold-what-is-owed\`, got ${JSON.stringify(slug.slice(0, 60))}.`,
  );
}

/** A slug is what learners type: it may not stand for two exercises, in whichever chapters. */
function requireFree(root: string, slug: string): void {
  for (const tree of ["exercises", "solutions"]) {
    const taken = namesIn(join(root, tree)).find((name) => name.replace(/^\d+-/, "") === slug);
    if (taken !== undefined)
      throw new CliError(`There is ${tree}/${taken} already; nothing was written.`);
  }
}

function chapterOf(root: string, wanted: number | undefined): { number: number; file: string } {
  const chapters = namesIn(join(root, "course", "chapters"))
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .map((file) => ({ number: Number.parseInt(file, 10), file }))
    .sort((a, b) => a.number - b.number);
  const last = chapters.at(-1);
  if (!last) throw new CliError("There is no chapter in course/chapters yet; write one first.");
  const chapter = wanted === undefined ? last : chapters.find(({ number }) => number === wanted);
  if (chapter) return chapter;
  const known = chapters.map(({ number }) => number).join(", ");
  throw new CliError(`There is no chapter ${wanted}; there are ${known}.`);
}

function titleOf(slug: string, title: string | undefined): string {
  const words = slug.replaceAll("-", " ");
  const text = title?.trim() ?? words.charAt(0).toUpperCase() + words.slice(1);
  if (text !== "" && text.length <= 80 && !/\p{Cc}/u.test(text)) return text;
  throw new CliError("Expected `--title` to be one line of 1 to 80 characters.");
}

/** What fails halfway leaves nothing behind: both folders are new. */
function writeAll(root: string, folder: string, texts: ReadonlyMap<string, string>): void {
  const folders = ["exercises", "solutions"].map((tree) => join(root, tree, folder));
  try {
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { flag: "wx" });
    }
  } catch (error) {
    for (const path of folders) rmSync(path, { recursive: true, force: true });
    throw new CliError(`The exercise cannot be written: ${(error as Error).message}`);
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
