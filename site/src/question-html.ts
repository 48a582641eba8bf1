import type { Choice, NumberAnswer, QuestionCell, RetrievalCell } from "@headgate/course";
import { html, type Html } from "./html.ts";
import { renderInline, renderMarkdown } from "./markdown.ts";

/** What is shown of a question. */
export type Asked = Pick<QuestionCell, "kind" | "section" | "key" | "question" | "answer">;

/** A question with its answers; a script makes it answerable, without one it shows everything. */
export function questionHtml(cell: Asked, number: number): Html {
  const { answer, key } = cell;
  // In a section that is called so already, a question need not say that it asks for a prediction.
  const predict = cell.section === "predict" ? null : "Predict";
  const name = cell.kind === "predict" ? predict : `Question ${number}`;
  const expected = answer.kind === "number" && html` data-answer="${answer.value}"`;
  return html`<fieldset class="question ${cell.kind}" data-key="${key}" ${expected}>
    <legend>
      ${name !== null && html`<span class="eyebrow">${name}</span>`}<span class="asked"
        >${renderInline(cell.question)}</span
      >
    </legend>
    ${answer.kind === "choice" ? choice(answer, key) : number_(answer, key)}
    <p class="verdict" role="status"></p>
    <div class="actions">
      <button type="button" class="answer" data-do="answer">Answer</button>
      <button type="button" class="quiet" data-do="skip">Skip</button>
      <button type="button" class="quiet" data-do="again" hidden>Answer again</button>
      <button type="button" class="quiet" data-do="reasons" hidden>All reasons</button>
    </div>
  </fieldset> `;
}

function choice({ options }: Choice, key: string): Html {
  return html`<div class="options">
    ${options.map(
      ({ text, right, why }, at) =>
        html`<div class="option" ${right && html` data-right`}>
          <label
            ><input type="radio" name="${key}" value="${at}" /><span class="text"
              >${renderInline(text)}</span
            ><span class="mark"></span
          ></label>
          <div class="why">${renderMarkdown(why)}</div>
        </div> `,
    )}
  </div>`;
}

function number_({ value, why, wrong }: NumberAnswer, key: string): Html {
  const grouped = value.toLocaleString("en-US", { maximumFractionDigits: 20 });
  return html`<div class="typed">
      <label for="${key}">Your number</label>
      <input type="text" inputmode="decimal" autocomplete="off" id="${key}" />
    </div>
    <div class="options">
      ${wrong.map(
        (it) =>
          html`<div class="option" data-value="${it.value}">
            <p class="text">${it.value.toLocaleString("en-US")}</p>
            <div class="why">${renderMarkdown(it.why)}</div>
          </div> `,
      )}
      <div class="option" data-value="${value}" data-right>
        <p class="text">${grouped}</p>
        <div class="why">${renderMarkdown(why)}</div>
      </div>
    </div>`;
}

/** Questions that look back: think, then open. */
export function retrievalHtml(cell: RetrievalCell): Html {
  return html`<div class="retrieval">
    ${cell.questions.map(
      ({ question, answer, from }) =>
        html`<details>
          <summary>
            ${renderInline(question)}${
              from !== undefined && html` <span class="from">chapter ${Number(from)}</span>`
            }
          </summary>
          <div class="reply">${renderMarkdown(answer)}</div>
        </details> `,
    )}
  </div> `;
}
