import { html, type Html, raw } from "./html.ts";
import { icon } from "./icons.ts";

/** Names of the files that every page loads, from the site's folder. */
export interface Assets {
  readonly boot: string;
  readonly main: string;
  readonly worker: string;
  readonly style: string;
}

/** A link of the list of chapters. */
export interface ChapterLink {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

/** What one page puts into the frame that all pages share. */
export interface PageContent {
  readonly title: string;
  readonly description: string;
  /** The page's file, to mark it in the list of chapters. */
  readonly file: string;
  readonly main: Html;
  /** The list "On this page". */
  readonly outline?: Html;
  readonly previous?: ChapterLink | undefined;
  readonly next?: ChapterLink | undefined;
  /** Chapter that answers and edits are stored under. */
  readonly chapter?: string;
  /** The file with the page's compiled cells. */
  readonly cells?: string;
  /** What the links to the pages before and behind lead to; by default chapters. */
  readonly pagerLabel?: string;
}

// Inline scripts and styles are not allowed; nothing comes from anywhere else.
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";

/** A whole page. Every address in it is relative, so the site works from any folder. */
export function pageHtml(
  content: PageContent,
  chapters: readonly ChapterLink[],
  assets: Assets,
): string {
  const { title, description, main, outline, chapter, cells } = content;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#12181a" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="${favicon}" />
        <link rel="stylesheet" href="${assets.style}" />
        <script src="${assets.boot}"></script>
        <script type="module" src="${assets.main}"></script>
        ${content.previous && html`<link rel="prev" href="${content.previous.id}.html" /> `}${
          content.next && html`<link rel="next" href="${content.next.id}.html" /> `
        }
      </head>
      <body
        data-worker="${assets.worker}"
        ${chapter && html` data-chapter="${chapter}"`}${cells && html` data-cells="${cells}"`}
      >
        <a class="skip" href="#main">Skip to the text</a>
        ${header(content, chapters)}
        <div class="columns">
          <nav class="chapters" aria-label="Chapters">${chapterList(content.file, chapters)}</nav>
          <main id="main" tabindex="-1">${main} ${pager(content)}</main>
          ${outline && html`<nav class="outline" aria-labelledby="outline-title">${outline}</nav> `}
        </div>
        <footer class="foot">
          <p>
            Headgate is free software under the MIT licence. What you type stays in this browser.
          </p>
        </footer>
      </body>
    </html> `.html;
}

// A drawing within the address, so that no second request is needed.
const favicon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b6a78"/><g fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"><path d="M3.5 3v10M12.5 3v10M2.5 3h11"/><path d="M5 12c1-.9 2-.9 3 0s2 .9 3 0"/></g><path d="M5.3 4.6h5.4v4H5.3z" fill="#fff"/></svg>',
)}`;

function header({ file }: PageContent, chapters: readonly ChapterLink[]): Html {
  return html`<header class="top">
    <a class="brand" href="index.html">${icon("gate")}Headgate</a>
    <details class="menu">
      <summary>${icon("menu")}Chapters</summary>
      <nav aria-label="Chapters menu">${chapterList(file, chapters)}</nav>
    </details>
    <button type="button" class="theme" data-do="theme" aria-label="Switch the theme">
      ${icon("theme")}
    </button>
  </header>`;
}

function chapterList(file: string, chapters: readonly ChapterLink[]): Html {
  const link = (to: string, number: string, title: string): Html =>
    html`<li>
      <a href="${to}" ${to === file && raw(' aria-current="page"')}
        ><span class="number">${number}</span><span>${title}</span></a
      >
    </li> `;
  return html`<ol>
    ${link("index.html", "", "Overview")}${chapters.map(({ id, number, title }) =>
      link(`${id}.html`, String(Number(number)), title),
    )}${link("figures.html", "", "Figures")}${link("glossary.html", "", "Glossary")}
  </ol>`;
}

function pager({ previous, next, pagerLabel }: PageContent): Html {
  if (!previous && !next) return raw("");
  const link = (to: ChapterLink, relation: "prev" | "next"): Html =>
    html`<a rel="${relation}" href="${to.id}.html"
      ><span>${relation === "prev" ? "Previous" : "Next"}</span>${to.title}</a
    >`;
  return html`<nav class="pager" aria-label="${pagerLabel ?? "Previous and next chapter"}">
    ${previous && link(previous, "prev")}${next && link(next, "next")}
  </nav>`;
}
