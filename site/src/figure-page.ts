import type { Chapter } from "@headgate/course";
import type { Parameter } from "@headgate/figures";
import { liveCell } from "./cell-html.ts";
import type { DrawnFigure } from "./figure-pages.ts";
import { html, type Html, raw } from "./html.ts";
import { renderInline } from "./markdown.ts";
import { questionHtml } from "./question-html.ts";

/** The text of one figure's page: a question, the figure with its controls, what it came to, and its code. */
export function figureMain(figure: DrawnFigure, chapters: readonly Chapter[]): Html {
  const { spec, code, compiled } = figure;
  const { slug, number, title, lead, parameters } = spec;
  return html`<header class="chapter-head">
      <p class="eyebrow">Figure ${number}</p>
      <h1>${title}</h1>
      <p class="lead">${renderInline(lead)}</p>
      <ul class="facts">
        ${chapterLinks(spec.chapters, chapters)}
        <li><a href="figures.html">All figures</a></li>
      </ul>
    </header>
    <section aria-labelledby="predict">
      <h2 id="predict"><span class="heading-text">Predict</span></h2>
      ${question(figure)}
    </section>
    <section class="figure" data-figure="${slug}" data-view="${spec.view}" aria-labelledby="run">
      <h2 id="run"><span class="heading-text">Run</span></h2>
      <p class="gate">Answer the question or skip it; then the figure runs here.</p>
      <div class="figure-live" hidden>
        ${controls(parameters, slug)}
        <div class="figure-player"></div>
        ${results(figure)}
      </div>
      <div class="figure-still">${still(figure)}</div>
    </section>
    <section aria-labelledby="code">
      <h2 id="code"><span class="heading-text">This is the code</span></h2>
      <p>
        The figure above is a run of this cell, with the values that its controls stand at. Change
        it, and run it here.
      </p>
      ${liveCell({ code, compiled, number: 1, hidden: false }, { key: `figure-${slug}` })}
      <p class="quietly" id="run-status" role="status"></p>
    </section>`;
}

function chapterLinks(numbers: readonly number[], chapters: readonly Chapter[]): Html[] {
  return numbers.map((number) => {
    const chapter = chapters.find((it) => Number(it.number) === number);
    if (chapter === undefined) return html`<li>chapter ${number}, to come</li>`;
    return html`<li><a href="${chapter.id}.html">Chapter ${number}, ${chapter.title}</a></li>`;
  });
}

function question({ spec, panels }: DrawnFigure): Html {
  const { slug, question: asked } = spec;
  const right = asked.answer(panels);
  const options = asked.options.map((option, at) => ({ ...option, right: at === right }));
  return questionHtml(
    {
      kind: "predict",
      section: "predict",
      key: `figure-${slug}`,
      question: asked.text,
      answer: { kind: "choice", options },
    },
    1,
  );
}

function controls(parameters: readonly Parameter[], slug: string): Html {
  return html`<form class="figure-controls" aria-label="What this run is set to">
    ${parameters.map((parameter) => control(parameter, `${slug}-${parameter.name}`))}
    <div class="control">
      <label for="${slug}-seed">Seed: whose turn is when</label>
      <input type="number" id="${slug}-seed" name="seed" min="0" max="999999" step="1" value="1" />
      <button type="button" class="quiet" data-do="next-seed">Next seed</button>
    </div>
    <div class="control">
      <button type="button" class="quiet" data-do="first-values">First values</button>
      <button type="button" class="quiet" data-do="copy-link">Copy the link to this</button>
    </div>
  </form>`;
}

function control(parameter: Parameter, id: string): Html {
  const { name, label } = parameter;
  if (parameter.kind === "choice") {
    return html`<div class="control">
      <label for="${id}">${label}</label>
      <select id="${id}" name="${name}">
        ${parameter.choices.map(
          (choice) =>
            html`<option
              value="${choice.value}"
              ${choice.value === parameter.initial && raw(" selected")}
            >
              ${choice.label}
            </option>`,
        )}
      </select>
    </div>`;
  }
  const { min, max, step, initial, unit = "" } = parameter;
  return html`<div class="control">
    <label for="${id}">${label}</label>
    <input
      type="range"
      id="${id}"
      name="${name}"
      min="${min}"
      max="${max}"
      step="${step}"
      value="${initial}"
      data-unit="${unit}"
    />
    <output for="${id}">${initial.toLocaleString("en-US")} ${unit}</output>
  </div>`;
}

function results({ spec }: DrawnFigure): Html {
  return html`<p class="surprise" role="status"></p>
    <div class="figure-results">
      <div class="table-scroll" role="group" tabindex="0" aria-label="What this run came to">
        <table class="metrics">
          <caption>
            What this run came to
          </caption>
          <thead></thead>
          <tbody></tbody>
        </table>
      </div>
      <div class="invariants">
        <p id="holds">What must hold in every run</p>
        <ul aria-labelledby="holds">
          ${spec.invariants.map(({ says }) => html`<li><span class="sign"></span>${says}</li>`)}
        </ul>
      </div>
    </div>`;
}

/** For print, and where no script runs: the runs as a picture and as tables. */
function still({ spec, picture, panels }: DrawnFigure): Html {
  const runs = panels.map(({ label, trace: { entries } }) => {
    return `${label}: ${entries.length} entries, ${entries.at(-1)?.at ?? 0} ms`;
  });
  return html`<img
      src="${picture.file}"
      alt="${spec.title}. ${runs.join("; ")}. The tables say each step."
      fetchpriority="low"
    />${raw(picture.tables)}`;
}
