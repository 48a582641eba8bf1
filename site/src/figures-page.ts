import type { DrawnFigure } from "./figure-pages.ts";
import { html, type Html } from "./html.ts";
import { renderInline } from "./markdown.ts";

/** The page of all figures: a picture, what it is about, and the way to it. */
export function figuresMain(figures: readonly DrawnFigure[]): Html {
  return html`<header class="chapter-head">
      <h1>Figures</h1>
      <p class="lead">
        Each is a run of the library. Predict what comes, set it, step through it, and take its
        address or its code along.
      </p>
    </header>
    <ol class="figure-cards">
      ${figures.map(card)}
    </ol>`;
}

function card({ spec, picture }: DrawnFigure): Html {
  const { number, slug, title, lead } = spec;
  return html`<li>
    <a href="figure-${slug}.html"
      ><img src="${picture.file}" alt="" loading="lazy" /><span class="number">${number}</span
      ><span class="name">${title}</span></a
    >
    <p>${renderInline(lead)}</p>
  </li> `;
}
