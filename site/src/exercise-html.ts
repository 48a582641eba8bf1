import type { ExerciseCell } from "@headgate/course";
import { exerciseCells } from "./cell-html.ts";
import type { RunnableCell } from "./compile-chapter.ts";
import { html, type Html } from "./html.ts";
import { anchorLink, renderInline, renderMarkdown } from "./markdown.ts";

const rungs = ["an idea", "what to use", "a part of the answer"];

/** An exercise: what is asked, the cell to write in, the cell that checks, and three hints behind folds. */
export function exerciseHtml(cell: ExerciseCell, runnable: readonly RunnableCell[]): Html {
  const { slug, title, points, minutes, difficulty, hints, statement } = cell.exercise;
  const anchor = `exercise-${slug}`;
  const facts = [
    `${points} ${points === 1 ? "point" : "points"}`,
    `${minutes} minutes`,
    `difficulty ${difficulty} of 3`,
  ];
  return html`<section class="exercise" aria-labelledby="${anchor}">
    <p class="eyebrow">Exercise</p>
    <h3 id="${anchor}">${renderInline(title)}${anchorLink(anchor, title)}</h3>
    <ul class="facts">
      ${facts.map((fact) => html`<li>${fact}</li>`)}
    </ul>
    ${renderMarkdown(statement)} ${exerciseCells(cell, runnable)}
    <div class="hints">
      ${hints.map(
        (hint, at) =>
          html`<details>
            <summary>Hint ${at + 1}: ${rungs[at]}</summary>
            ${renderMarkdown(hint)}
          </details> `,
      )}
    </div>
  </section> `;
}
