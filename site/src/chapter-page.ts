import {
  type Cell,
  type Chapter,
  exerciseMinutes,
  type HeadingCell,
  type SectionKind,
} from "@headgate/course";
import { codeCell } from "./cell-html.ts";
import type { CompiledChapter } from "./compile-chapter.ts";
import { exerciseHtml } from "./exercise-html.ts";
import { html, type Html, raw } from "./html.ts";
import { anchorLink, renderInline, renderMarkdown } from "./markdown.ts";
import { questionHtml, retrievalHtml } from "./question-html.ts";

/** What the kinds of section are called above their headings; prose needs no word. */
const sectionWords: Record<SectionKind, string> = {
  retrieval: "Look back",
  idea: "Idea",
  predict: "Predict",
  run: "Run",
  investigate: "Investigate",
  modify: "Modify",
  make: "Make",
  quiz: "Quiz",
};

/** The text of a chapter's page. `notebook` is the address of the same chapter as a notebook, where there is one. */
export function chapterMain(chapter: Chapter, compiled: CompiledChapter, notebook?: string): Html {
  const sections = inSections(chapter.cells);
  let quiz = 0;
  const cellHtml = (cell: Cell): Html => {
    const runnable = compiled.get(cell) ?? [];
    switch (cell.kind) {
      case "heading":
        return headingHtml(cell);
      case "prose":
        return renderMarkdown(cell.text);
      case "code":
        return codeCell(cell, runnable[0]!, `${chapter.path}:${cell.line}`);
      case "retrieval":
        return retrievalHtml(cell);
      case "predict":
        return questionHtml(cell, 0);
      case "quiz":
        return questionHtml(cell, (quiz += 1));
      case "exercise":
        return exerciseHtml(cell, runnable);
      default:
        return cell satisfies never;
    }
  };
  return html`${titleHtml(chapter, notebook)}
  ${sections.map((cells) => {
    const [first] = cells;
    const body = cells.map(cellHtml);
    if (first?.kind !== "heading") return html`<div class="opening">${body}</div>`;
    return html`<section
      class="part"
      data-kind="${first.section}"
      aria-labelledby="${first.anchor}"
    >
      ${body}
    </section> `;
  })}`;
}

function inSections(cells: readonly Cell[]): Cell[][] {
  const sections: Cell[][] = [];
  for (const cell of cells) {
    if (cell.kind === "heading" || sections.length === 0) sections.push([]);
    sections.at(-1)!.push(cell);
  }
  return sections;
}

function headingHtml({ title, anchor, section }: HeadingCell): Html {
  const kind = section === "opening" ? "" : sectionWords[section];
  // A heading that is called as its kind says it once.
  const word = kind.toLowerCase() === title.toLowerCase() ? "" : kind;
  return html`<h2 id="${anchor}">
    ${word !== "" && html`<span class="eyebrow">${word}</span> `}<span class="heading-text"
      >${renderInline(title)}</span
    >${anchorLink(anchor, title)}
  </h2> `;
}

function titleHtml(chapter: Chapter, notebook: string | undefined): Html {
  const { number, title, minutes, goals, needs, exercises } = chapter;
  const extra = exerciseMinutes(chapter);
  const runs = chapter.cells.some(({ kind }) => kind === "code" || kind === "exercise");
  return html`<header class="chapter-head">
    <p class="eyebrow">Chapter ${Number(number)}</p>
    <h1>${title}</h1>
    <ul class="facts">
      <li>
        About ${minutes}
        minutes${extra > 0 && `, and ${extra} for ${exercises.length === 1 ? "the exercise" : `${exercises.length} exercises`}`}
      </li>
      ${
        needs.length > 0 &&
        html`<li>builds on ${needs.map((it) => `chapter ${Number(it)}`).join(", ")}</li>`
      }${notebook && html`<li><a href="${notebook}" download>Notebook, without your answers</a></li>`}
    </ul>
    ${
      goals.length > 0 &&
      html`<div class="goals">
        <p>After this chapter you can</p>
        <ul>
          ${goals.map((goal) => html`<li>${renderInline(goal)}</li>`)}
        </ul>
      </div>`
    }
    ${runs ? runTools : raw("")}
  </header> `;
}

const runTools = html`<div class="run-tools" role="group" aria-label="All cells of this page">
  <p>
    Every cell runs in this page: <kbd>Shift</kbd>+<kbd>Enter</kbd> or the button below it.
    <kbd>Enter</kbd> edits. <kbd>Tab</kbd> leaves the editor; <kbd>Ctrl</kbd>+<kbd>M</kbd> makes it
    indent.
  </p>
  <button type="button" class="quiet" data-do="run-all">Run all</button>
  <button type="button" class="quiet" data-do="restart">Restart the session</button>
  <button type="button" class="quiet" data-do="reset-all">Reset the page</button>
  <p class="quietly" id="run-status" role="status"></p>
</div>`;

/** The list "On this page": sections, and the exercises within them. */
export function chapterOutline(chapter: Chapter): Html {
  const items = chapter.cells.flatMap((cell) => {
    if (cell.kind === "heading") return [{ anchor: cell.anchor, title: cell.title, deep: false }];
    if (cell.kind !== "exercise") return [];
    return [{ anchor: `exercise-${cell.exercise.slug}`, title: cell.exercise.title, deep: true }];
  });
  return html`<p id="outline-title">On this page</p>
    <ol>
      ${items.map(
        ({ anchor, title, deep }) =>
          html`<li${deep && html` class="deep"`}><a href="#${anchor}">${renderInline(title)}</a></li>
`,
      )}
    </ol>`;
}
