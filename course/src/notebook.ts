// A chapter as a notebook (nbformat 4.5) for the kernel tslab. The same chapter gives the same bytes: keys are sorted and
// indented as Jupyter writes them, ids are the chapter's, nothing counts executions.
import { createHash } from "node:crypto";
import type { Chapter, CodeCell, Course, ExerciseCell } from "./chapter.ts";
import { foldedLine, notebookCells } from "./hidden-cells.ts";
import { replaceLinks } from "./marks.ts";
import { exerciseMinutes } from "./minutes.ts";
import { fold, questionMarkdown, retrievalMarkdown } from "./question-markdown.ts";

type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/** Prints the text of `notebooks/<chapter.id>.ipynb`. */
export function printNotebook(chapter: Chapter, course: Pick<Course, "glossary">): string {
  const cells = [markdownJson(`${chapter.number}-00`, openingMarkdown(chapter))];
  const quiz = chapter.cells.filter((cell) => cell.kind === "quiz");
  for (const cell of notebookCells(chapter.cells)) {
    switch (cell.kind) {
      case "heading":
        cells.push(markdownJson(cell.id, `## ${cell.title}`));
        break;
      case "prose":
        cells.push(markdownJson(cell.id, cell.text));
        break;
      case "code":
        cells.push(codeCell(cell));
        break;
      case "retrieval":
        cells.push(markdownJson(cell.id, retrievalMarkdown(cell)));
        break;
      case "predict":
        cells.push(markdownJson(cell.id, questionMarkdown(cell)));
        break;
      case "quiz":
        cells.push(
          markdownJson(
            cell.id,
            questionMarkdown(cell, { index: quiz.indexOf(cell) + 1, count: quiz.length }),
          ),
        );
        break;
      case "exercise":
        cells.push(...exerciseCells(cell));
    }
  }
  if (chapter.terms.length > 0)
    cells.push(markdownJson(`${chapter.number}-words`, wordsMarkdown(chapter, course)));
  return `${JSON.stringify(sorted({ cells, metadata: metadata(chapter, cells), nbformat: 4, nbformat_minor: 5 }), null, 1)}\n`;
}

function metadata(chapter: Chapter, cells: readonly Json[]): Json {
  return {
    headgate: { chapter: chapter.id, print: fingerprint(cells) },
    kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
    language_info: {
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      file_extension: ".ts",
      mimetype: "text/typescript",
      name: "typescript",
      version: "3.7.2",
    },
  };
}

function openingMarkdown(chapter: Chapter): string {
  const needs = chapter.needs.map(Number).join(" and ");
  const builds = needs === "" ? "" : ` It builds on chapter ${needs}.`;
  const extra = exerciseMinutes(chapter);
  const what = chapter.exercises.length === 1 ? "the exercise" : "the exercises";
  const exercises = extra === 0 ? "" : `, and ${extra} for ${what}`;
  const goals = chapter.goals.map((goal) => `- ${goal}`).join("\n");
  return [
    `# ${Number(chapter.number)}. ${chapter.title}`,
    `About ${chapter.minutes} minutes${exercises}.${builds}`,
    ...(goals === "" ? [] : [`At the end you can\n\n${goals}`]),
  ].join("\n\n");
}

function wordsMarkdown(chapter: Chapter, course: Pick<Course, "glossary">): string {
  const words = chapter.terms.map((term) => `- **${term}**: ${course.glossary.get(term) ?? ""}`);
  return `## Words of this chapter\n\n${words.join("\n")}`;
}

function exerciseCells({ id, exercise, code, check }: ExerciseCell): Json[] {
  const { title, points, minutes, difficulty, hints } = exercise;
  const facts = `*${points} ${points === 1 ? "point" : "points"}, about ${minutes} minutes, difficulty ${difficulty} of 3.*`;
  const [idea, api, part] = hints;
  const folds = [
    fold("Hint: the idea", idea),
    fold("Hint: what to call", api),
    fold("Hint: a part of the answer", part),
  ];
  const text = [`### ${title}`, facts, exercise.statement, ...folds].join("\n\n");
  const cell = (role: string, source: string): Json =>
    codeJson(`${id}-${role}`, source, {
      metadata: {
        deletable: false,
        headgate: { exercise: exercise.folder, role },
        tags: ["exercise"],
      },
      outputs: [],
    });
  return [markdownJson(id, text), cell("answer", code), cell("check", check)];
}

function codeCell(cell: CodeCell): Json {
  const { text, error, html } = cell.outputs;
  const outputs: Json[] = [];
  if (text !== undefined) outputs.push(stream("stdout", text.text));
  if (error !== undefined) outputs.push(stream("stderr", error.text));
  if (html !== undefined) {
    const plain = html.text === "" ? "(Run this cell to see the figure.)" : html.text;
    outputs.push({
      data: { "text/plain": lines(plain) },
      metadata: {},
      output_type: "display_data",
    });
  }
  const tags = [
    ...(cell.expectError ? ["raises-exception"] : []),
    ...(cell.hidden ? ["hide-cell"] : []),
  ];
  const folded = cell.hidden ? { jupyter: { outputs_hidden: true, source_hidden: true } } : {};
  // A reader predicts before running, so what is expected stands where only tests look.
  const expected = outputs.length > 0 && { headgate: { expected: outputs } };
  const source = cell.hidden ? `${foldedLine}\n${cell.code}` : cell.code;
  return codeJson(cell.id, source, {
    metadata: { ...expected, ...folded, ...(tags.length > 0 && { tags }) },
    outputs: [],
  });
}

function stream(name: "stdout" | "stderr", text: string): Json {
  return { name, output_type: "stream", text: lines(`${text}\n`) };
}

function codeJson(
  id: string,
  source: string,
  rest: { metadata: Json; outputs: readonly Json[] },
): Json {
  return { cell_type: "code", execution_count: null, id, source: lines(source), ...rest };
}

function markdownJson(id: string, text: string): Json {
  const resolved = replaceLinks(text, {
    term: (words) => `*${words}*`,
    chapter: (words, chapter, anchor) => `[${words}](${chapter}.ipynb${anchor})`,
    // Its page is there only once the site is built, so a link could lead nowhere.
    figure: (words) => `*${words}* (on the site: \`npm run site -- --serve\`)`,
  });
  return { cell_type: "markdown", id, metadata: {}, source: lines(resolved) };
}

/** What the cells of a notebook hold, in 16 digits: another text in any cell gives other digits. */
export function fingerprint(cells: readonly unknown[]): string {
  const texts = cells.map((cell) => {
    const { source } = cell as { readonly source?: string | readonly string[] };
    return typeof source === "string" ? source : (source ?? []).join("");
  });
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
}

/** A text as notebooks hold it: a list of lines, each with its line break. */
function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
