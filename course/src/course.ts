import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAsks } from "./asks.ts";
import type { Chapter, Course } from "./chapter.ts";
import type { ExerciseFiles } from "./exercise.ts";
import { isRecord, readYaml } from "./front-matter.ts";
import { editionStubs } from "./edition.ts";
import { readMisconceptions } from "./misconceptions.ts";
import { parse, type ParseContext } from "./parse.ts";
import { failIn, SourceError } from "./source-error.ts";

/** Options of `readCourse`. */
export interface ReadOptions {
  /** Reads only the chapters with these numbers or ids. @default all of them */
  readonly only?: readonly string[];
  /** As in `ParseContext`. @default false */
  readonly draft?: boolean;
}

/**
 * Reads the course from a repository: `course/chapters/*.md`, `course/*.yaml` and the exercises that the chapters place.
 *
 * @param root The repository's folder.
 * @throws {SourceError} At the first fault.
 */
export function readCourse(root: string, options: ReadOptions = {}): Course {
  const { only = [], draft = false } = options;
  const files = chapterFiles(root);
  const chosen = files.filter(
    (file) => only.length === 0 || only.some((name) => isCalled(file, name)),
  );
  const shared = {
    ...sharedContext(root),
    draft,
    chapters: files.map((file) => file.slice(0, -".md".length)),
  };
  const chapters = chosen.map((file) => {
    const path = `course/chapters/${file}`;
    return parse(readFileSync(join(root, path), "utf8"), { ...shared, path });
  });
  const { glossary, misconceptions, asks } = shared;
  return { chapters, glossary, misconceptions, asks };
}

/** All chapters but those with a fault in their form: an author works on one while another is half written. */
export function readableChapters(root: string): Chapter[] {
  return chapterFiles(root).flatMap((file) => {
    try {
      return readCourse(root, { only: [file] }).chapters;
    } catch (error) {
      if (error instanceof SourceError) return [];
      throw error;
    }
  });
}

/** The chapters' files in their order. */
export function chapterFiles(root: string): string[] {
  const folder = join(root, "course/chapters");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".md"));
  files.sort();
  return files;
}

function isCalled(file: string, name: string): boolean {
  return file === `${name}.md` || file === name || file.startsWith(`${name.padStart(2, "0")}-`);
}

type Shared = Pick<Course, "glossary" | "misconceptions" | "asks"> &
  Required<Pick<ParseContext, "exercise" | "figures">>;

function sharedContext(root: string): Shared {
  const stubs = editionStubs(root);
  return {
    exercise: (folder) => readExerciseFiles(root, folder, stubs),
    glossary: readMap(root, "course/glossary.yaml"),
    misconceptions: readMisconceptions(
      readFileSync(join(root, "course/misconceptions.yaml"), "utf8"),
    ),
    asks: readAsks(readIfThere(join(root, "course/asks.yaml")) ?? "{}"),
    figures: figureSlugs(root),
  };
}

/** The figures by the names of their folders: figures/ itself is no folder that this one may import. */
function figureSlugs(root: string): string[] {
  const folder = join(root, "figures/src");
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder);
  folders.sort();
  return folders.flatMap((name) => /^\d\d-(.+)$/.exec(name)?.[1] ?? []);
}

function readExerciseFiles(
  root: string,
  folder: string,
  stubs: Readonly<Record<string, string>>,
): ExerciseFiles | undefined {
  const slug = folder.replace(/^\d\d-/, "");
  const readme = readIfThere(join(root, "exercises", folder, "README.md"));
  const stub = stubs[slug] ?? readIfThere(join(root, "exercises", folder, `${slug}.ts`));
  return readme === undefined || stub === undefined ? undefined : { readme, stub };
}

/** A file of YAML that maps names to texts. */
function readMap(root: string, path: string): ReadonlyMap<string, string> {
  const fail = failIn(path);
  const read = readYaml(readFileSync(join(root, path), "utf8"), 1, fail);
  if (!isRecord(read)) return fail(1, "expected lines of the form `name: text`");
  return new Map(
    Object.entries(read).map(([name, text]) => {
      if (typeof text !== "string") return fail(1, `expected \`${name}\` to be a text`);
      return [name, text] as const;
    }),
  );
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
