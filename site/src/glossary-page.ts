import type { Course } from "@headgate/course";
import { html, type Html } from "./html.ts";
import { renderMarkdown, slugOf } from "./markdown.ts";

/** The page of terms, each with the chapter that uses it first. */
export function glossaryMain({ glossary, chapters }: Course): Html {
  const first = (term: string): Html | null => {
    const chapter = chapters.find(({ terms }) => terms.includes(term));
    if (chapter === undefined) return null;
    return html`<p class="first">
      First in <a href="${chapter.id}.html">chapter ${Number(chapter.number)}, ${chapter.title}</a>
    </p>`;
  };
  return html`<header class="chapter-head">
      <h1>Glossary</h1>
      <p>The words of this course. They are GenStage’s words wherever it has one.</p>
    </header>
    <dl class="glossary">
      ${[...glossary].map(
        ([term, meaning]) =>
          html`<div id="${slugOf(term)}">
            <dt>${term}</dt>
            <dd>${renderMarkdown(meaning)}${first(term)}</dd>
          </div> `,
      )}
    </dl>`;
}
