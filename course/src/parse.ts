import type { Cell, Chapter } from "./chapter.ts";
import { CellReader } from "./cell-reader.ts";
import type { ExerciseFiles } from "./exercise.ts";
import { Fields, splitMatter, type Matter } from "./front-matter.ts";
import { scan } from "./scan.ts";
import { checkSections } from "./sections.ts";
import { failIn, type Fail } from "./source-error.ts";

/** What a chapter refers to. */
export interface ParseContext {
  /** `"course/chapters/02-stages-and-demand.md"`: names the chapter, and stands in front of every fault. */
  readonly path: string;
  /** The files of `exercises/<folder>/`; `undefined` when there is no such exercise. */
  readonly exercise?: (folder: string) => ExerciseFiles | undefined;
  readonly misconceptions?: ReadonlyMap<string, unknown>;
  readonly glossary?: ReadonlyMap<string, string>;
  readonly asks?: ReadonlyMap<string, unknown>;
  /** Ids of all chapters, for links. */
  readonly chapters?: readonly string[];
  /** Slugs of all figures, for links. */
  readonly figures?: readonly string[];
  /**
   * Whether outputs, sections and exercises may still be missing: numbers in the text then stay as they are written.
   * @default false
   */
  readonly draft?: boolean;
}

/**
 * Reads the source of a chapter.
 *
 * @throws {SourceError} At the first fault, as one sentence that begins with `file:line`.
 *
 * @example A chapter with one cell (chapter 00 is free of sections)
 * ```ts
 * import { parse } from "@headgate/course";
 * const source = "---\ntitle: A tour\nminutes: 5\n---\n```ts\nconsole.log(1 + 1);\n```\n```text output\n2\n```\n";
 * const chapter = parse(source, { path: "course/chapters/00-tour.md" });
 * chapter.cells[0]?.kind; // "code"
 * ```
 */
export function parse(markdown: string, context: ParseContext): Chapter {
  const fail = failIn(context.path);
  const name = /(?:^|\/)((\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*)\.md$/.exec(context.path);
  if (name === null) return fail(1, "expected the file to be called NN-slug.md, in lower case");
  const [id, number] = [name[1]!, name[2]!];
  const matter = splitMatter(markdown, ["title", "minutes", "needs", "goals", "exercises"], fail);
  const fields = new Fields(matter.fields, (sentence) => fail(2, sentence));
  const reader = new CellReader({ number, context, fail });
  const cells = reader.read(scan(matter.body, matter.bodyLine, fail));
  const exercises = fields.list("exercises");
  const isDraft = context.draft === true;
  if (!isDraft) checkExercises(cells, exercises, fail);
  if (!isDraft && number !== "00") {
    checkSections(cells, lastLine(matter), fail);
    if (!reader.marks.some(({ name }) => name === "misconception"))
      fail(
        lastLine(matter),
        "expected the mark `<!-- misconception: M-n -->` where the chapter confronts one",
      );
  }
  return {
    id,
    number,
    path: context.path,
    title: fields.text("title"),
    minutes: fields.integer("minutes", { min: 1, max: 240 }),
    needs: fields.list("needs"),
    goals: fields.list("goals").map((goal) => reader.text(goal, 0, 2)),
    exercises,
    cells,
    terms: [...reader.terms],
    rules: [...reader.rules],
    misconceptions: [...reader.misconceptions],
    asks: [...reader.asks],
    marks: reader.marks,
  };
}

function lastLine(matter: Matter): number {
  return matter.bodyLine + matter.body.trimEnd().split("\n").length - 1;
}

function checkExercises(cells: readonly Cell[], slugs: readonly string[], fail: Fail): void {
  const placed = cells.filter((cell) => cell.kind === "exercise");
  for (const [index, cell] of placed.entries()) {
    const { slug } = cell.exercise;
    if (slugs[index] !== slug) {
      fail(
        cell.line,
        `expected the exercise ${slugs[index] ?? "(no further one)"} here, as the front matter lists them, got ${slug}`,
      );
    }
  }
  const missing = slugs[placed.length];
  if (missing !== undefined)
    fail(
      2,
      `the front matter lists the exercise ${missing}, but no fence \`ts exercise=${missing}\` places it`,
    );
}
