import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { unknownName } from "../unknown-name.ts";
import { editionIn, type Edition } from "./edition.ts";
import { textOrder } from "./text-order.ts";

/** An exercise as it lies on disk. Paths are absolute; what need not exist may not. */
export interface ExerciseSource {
  readonly folder: string;
  readonly slug: string;
  readonly chapter: number;
  readonly title: string;
  readonly points: number;
  readonly minutes: number;
  readonly difficulty: number;
  readonly hints: readonly string[];
  /** The statement, as Markdown. */
  readonly statement: string;
  readonly stub: string;
  readonly visible: string;
  readonly solution: string;
  readonly hidden: string;
  /** The folder of the wrong answers. */
  readonly wrong: string;
  /** In a learner edition, which has no hidden checks: how many there are at grading. */
  readonly hiddenCount?: number;
  /** In a learner edition: the stub as it was handed out, whatever its file is by now. */
  readonly handedOut?: string;
}

/** All exercises of a course, by chapter and then as its text poses them; the easier first where it does not. A folder without a README or check file is passed over. */
export function exercisesIn(root: string): ExerciseSource[] {
  const folder = join(root, "exercises");
  if (!existsSync(folder)) throw new Error(`There is no folder "exercises" in ${root}.`);
  const edition = editionIn(root);
  const posed = textOrder(root);
  const place = ({ slug }: ExerciseSource): number =>
    posed.includes(slug) ? posed.indexOf(slug) : posed.length;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d+-[a-z0-9-]+$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .filter((name) => existsSync(join(folder, name, "README.md")))
    .filter((name) => existsSync(join(folder, name, `${slugIn(name)}.test.ts`)))
    .map((name) => read(root, name, edition))
    .sort((a, b) => a.chapter - b.chapter || place(a) - place(b) || a.difficulty - b.difficulty);
}

/** One exercise by its slug or its folder's name; throws one sentence with the nearest names. */
export function findExercise(exercises: readonly ExerciseSource[], typed: string): ExerciseSource {
  const wanted = typed
    .trim()
    .replace(/^(\.\/)?exercises\//, "")
    .replace(/\/.*$/, "");
  const found = exercises.find(({ slug, folder }) => wanted === slug || wanted === folder);
  if (found) return found;
  throw new Error(
    unknownName(
      "exercise",
      typed,
      exercises.map(({ slug }) => slug),
    ),
  );
}

function slugIn(folder: string): string {
  return folder.replace(/^\d+-/, "");
}

function read(root: string, folder: string, edition: Edition | undefined): ExerciseSource {
  const slug = slugIn(folder);
  const here = join(root, "exercises", folder);
  const there = join(root, "solutions", folder);
  const hiddenCount = edition?.hiddenChecks[slug];
  const handedOut = edition?.stubs[slug];
  return {
    folder,
    slug,
    ...frontMatter(join(here, "README.md"), `exercises/${folder}/README.md`),
    stub: join(here, `${slug}.ts`),
    visible: join(here, `${slug}.test.ts`),
    solution: join(there, `${slug}.ts`),
    hidden: join(there, `${slug}.hidden.test.ts`),
    wrong: join(there, "wrong"),
    ...(hiddenCount !== undefined && { hiddenCount }),
    ...(handedOut !== undefined && { handedOut }),
  };
}

type FrontMatter = Pick<
  ExerciseSource,
  "title" | "chapter" | "points" | "minutes" | "difficulty" | "hints" | "statement"
>;

function frontMatter(path: string, shown: string): FrontMatter {
  const [, head, statement] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, "utf8")) ?? [];
  if (head === undefined || statement === undefined) {
    throw new Error(`${shown} must begin with front matter between two lines of three dashes.`);
  }
  const data = parse(head) as Record<string, unknown> | null;
  const number = (key: string): number => {
    const value = data?.[key];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new Error(`${shown}: expected \`${key}\` to be a number, got \`${String(value)}\`.`);
  };
  const { title, hints } = data ?? {};
  if (typeof title !== "string" || title === "") throw new Error(`${shown}: expected a \`title\`.`);
  if (!Array.isArray(hints) || !hints.every((hint) => typeof hint === "string" && hint !== "")) {
    throw new Error(`${shown}: expected \`hints\` to be a list of texts.`);
  }
  return {
    title,
    hints: hints as string[],
    chapter: number("chapter"),
    points: number("points"),
    minutes: number("minutes"),
    difficulty: number("difficulty"),
    statement: statement.trim(),
  };
}
