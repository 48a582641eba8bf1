import { replaceLinks } from "@headgate/course";
import MarkdownIt from "markdown-it";
import { highlight } from "./highlight.ts";
import { escapeHtml, html, type Html, raw } from "./html.ts";

const markdown = new MarkdownIt({ html: true, typographer: true, quotes: "“”‘’" });

markdown.renderer.rules.fence = (tokens, index) => {
  const { info, content } = tokens[index]!;
  const [language = ""] = info.trim().split(/\s+/);
  return staticCode(content.replace(/\n$/, ""), language).html;
};
markdown.renderer.rules.code_block = (tokens, index) => {
  return staticCode(tokens[index]!.content.replace(/\n$/, ""), "").html;
};
markdown.renderer.rules.table_open = () =>
  `<div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table>\n`;
markdown.renderer.rules.table_close = () => "</table></div>\n";
// A corner of a table that heads nothing is no heading.
markdown.renderer.rules.th_open = (tokens, index, options, _env, self) => {
  const isEmpty = tokens[index + 1]?.content === "";
  return isEmpty ? "<td>" : self.renderToken(tokens, index, options);
};
markdown.renderer.rules.th_close = (tokens, index) =>
  tokens[index - 1]?.content === "" ? "</td>\n" : "</th>\n";
// Headings within prose begin below the `##` of the sections.
markdown.renderer.rules.heading_open = (tokens, index) => {
  const { tag } = tokens[index]!;
  const anchor = slugOf(tokens[index + 1]?.content ?? "");
  return `<${tag} id="${anchor}">`;
};
markdown.renderer.rules.heading_close = (tokens, index) => {
  const words = tokens[index - 1]?.content ?? "";
  return `${anchorLink(slugOf(words), words).html}</${tokens[index]!.tag}>\n`;
};

/** Code that is shown and never run. */
export function staticCode(code: string, language: string): Html {
  const name = { ts: "TypeScript", elixir: "Elixir", js: "JavaScript" }[language] ?? "Code";
  const inner = highlight(code, language);
  return html`<pre
    class="shown"
    role="group"
    tabindex="0"
    aria-label="${name}"
  ><code>${inner}</code></pre> `;
}

/** The sign behind a heading that links to it. */
export function anchorLink(anchor: string, words: string): Html {
  const plain = words.replace(/[`*_]/g, "");
  return html` <a class="anchor" href="#${anchor}" aria-label="Link to the part “${plain}”">#</a>`;
}

/** Renders a text of a chapter: links to terms, to other chapters and to figures lead to their pages. */
export function renderMarkdown(text: string): Html {
  return raw(markdown.render(resolved(text)));
}

/** Renders one line of a text, without a paragraph around it. */
export function renderInline(text: string): Html {
  return raw(markdown.renderInline(resolved(text.trim())));
}

function resolved(text: string): string {
  return replaceLinks(text, {
    term: (words, term) => {
      return `<a class="term" href="glossary.html#${slugOf(term)}">${markdown.renderInline(words)}</a>`;
    },
    chapter: (words, id, anchor) => `[${words}](${id}.html${anchor})`,
    figure: (words, slug) => `[${words}](figure-${slug}.html)`,
  });
}

/** A text as an `id`. */
export function slugOf(text: string): string {
  const words = text
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  return escapeHtml(words.replace(/^-+|-+$/g, ""));
}
