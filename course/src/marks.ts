// The marks in a text: comments that cite, terms of the glossary, links to chapters and figures. Fenced code is left as it is.
import type { Mark } from "./chapter.ts";

/** What the marks of one text say, and the text without them. */
export interface Marked {
  readonly text: string;
  /** What its comments cite, each with the offset of its comment. */
  readonly cited: readonly {
    readonly name: Mark["name"];
    readonly id: string;
    readonly at: number;
  }[];
  readonly terms: readonly string[];
  /** Ids of chapters that the text links to. */
  readonly links: readonly string[];
  /** Slugs of figures that the text links to. */
  readonly figures: readonly string[];
  readonly fault?: { readonly sentence: string; readonly at: number };
}

/** A block of fenced code, wherever it is indented to. */
export const fenced: RegExp = /^[ \t]*(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)??[ \t]*\1[`~]*[ \t]*$/gm;

const comment = /^[ \t]*<!--\s*([\s\S]*?)\s*-->[ \t]*$/gm;
const term = /\\?\[\[([^=\]|][^\]|]*)(?:\|([^\]]+))?\]\]/g;
const chapterLink = /\]\((\d\d-[a-z0-9-]+)\.md(#[\w-]+)?\)/g;
const figureLink = /\]\(figure:([^)\s]*)\)/g;
const markNames: readonly string[] = ["rule", "misconception", "ask"] satisfies Mark["name"][];

/** Reads the marks of a text. */
export function readMarks(source: string): Marked {
  const cited: Marked["cited"][number][] = [];
  const [terms, links, figures]: [string[], string[], string[]] = [[], [], []];
  let fault: Marked["fault"];
  const note = (sentence: string, at: number): void => void (fault ??= { sentence, at });

  const text = outsideFences(source, (part, offset) => {
    const uncommented = part.replace(comment, (mark: string, said: string, at: number) => {
      const [, name, value = ""] = /^(\w+):\s*([\s\S]*)$/.exec(said) ?? [];
      const ids = value.split(/,\s*/);
      if (isMarkName(name)) cited.push(...ids.map((id) => ({ name, id, at: offset + at })));
      else if (name !== "note") {
        note(
          `unknown mark \`${mark.trim()}\`; known are ${markNames.join(", ")} and note`,
          offset + at,
        );
      }
      return "";
    });
    if (uncommented.includes("<!--"))
      note("a mark `<!-- … -->` stands on a line of its own", offset + part.indexOf("<!--"));
    // Where a mark stood alone, one empty line is enough.
    const tidy = uncommented === part ? part : uncommented.replace(/\n{3,}/g, "\n\n");
    const linked = tidy.replace(chapterLink, (_, id: string, anchor = "") => {
      links.push(id);
      return `](chapter:${id}${anchor})`;
    });
    for (const [, slug = ""] of linked.matchAll(figureLink)) figures.push(slug);
    return outsideInlineCode(linked, (plain) =>
      plain.replace(term, (mark: string, name: string, words?: string) => {
        if (mark.startsWith("\\")) return mark.slice(1);
        terms.push(name.trim());
        return `[${words?.trim() ?? name.trim()}](glossary:${encodeURIComponent(name.trim())})`;
      }),
    ).replaceAll("\\[[", "[[");
  });
  return { text, cited, terms, links, figures, ...(fault && { fault }) };
}

function isMarkName(name: string | undefined): name is Mark["name"] {
  return name !== undefined && markNames.includes(name);
}

/** Rewrites the links to terms, chapters and figures in a text of a `Chapter`; every other link stays. */
export function replaceLinks(
  text: string,
  replace: {
    term: (words: string, term: string) => string;
    chapter: (words: string, id: string, anchor: string) => string;
    figure: (words: string, slug: string) => string;
  },
): string {
  return outsideFences(text, (part) =>
    part.replace(
      /\[([^\]]+)\]\((glossary|chapter|figure):([^)#\s]+)(#[\w-]+)?\)/g,
      (_, words: string, kind: string, target: string, anchor = "") => {
        if (kind === "glossary") return replace.term(words, decodeURIComponent(target));
        if (kind === "figure") return replace.figure(words, target);
        return replace.chapter(words, target, anchor);
      },
    ),
  );
}

/** Maps the text outside fenced code; a fence that is never closed reaches to the end. */
export function outsideFences(text: string, map: (part: string, offset: number) => string): string {
  let mapped = "";
  let end = 0;
  for (const fence of text.matchAll(fenced)) {
    mapped += map(text.slice(end, fence.index), end) + fence[0];
    end = fence.index + fence[0].length;
  }
  return mapped + map(text.slice(end), end);
}

function outsideInlineCode(text: string, map: (part: string) => string): string {
  const parts = text.split(/(`+[^`]+`+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : map(part))).join("");
}
