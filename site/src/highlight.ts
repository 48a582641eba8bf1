import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { escapeHtml, type Html, raw } from "./html.ts";

const typescript = parser.configure({ dialect: "ts" });

/** Marks the tokens of a code with the classes that the page's editor uses; of an unknown language, none. */
export function highlight(code: string, language: string): Html {
  if (/^(ts|js|typescript|javascript)$/.test(language)) return highlightScript(code);
  if (language === "elixir") return highlightElixir(code);
  return raw(escapeHtml(code));
}

function highlightScript(code: string): Html {
  let html = "";
  const put = (text: string, classes: string): void => {
    html += classes === "" ? escapeHtml(text) : span(text, classes);
  };
  highlightCode(code, typescript.parse(code), classHighlighter, put, () => (html += "\n"));
  return raw(html);
}

const elixirTokens: readonly [string, RegExp][] = [
  ["comment", /#[^\n]*/y],
  ["string", /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|~[a-z]\([^)]*\)/y],
  ["atom", /:[a-z_]\w*[?!]?|\b[a-z_]\w*[?!]?:(?=\s)/y],
  [
    "keyword",
    /\b(?:def|defp|defmodule|do|end|fn|use|alias|import|if|else|case|cond|with|when|and|or|not|in|true|false|nil)\b/y,
  ],
  ["typeName", /\b[A-Z][\w.]*/y],
  ["number", /\b\d[\d_]*(?:\.\d+)?\b/y],
  ["operator", /\|>|->|<-|=>|\+\+|[=+*/<>|&-]+/y],
  ["", /\w+|\s+|[^\w\s]/y],
];

/** Elixir is shown and never edited, so a list of expressions is parser enough. */
function highlightElixir(code: string): Html {
  let html = "";
  for (let at = 0; at < code.length;) {
    const [kind, text] = elixirTokenAt(code, at);
    html += kind === "" ? escapeHtml(text) : span(text, `tok-${kind}`);
    at += text.length;
  }
  return raw(html);
}

function elixirTokenAt(code: string, at: number): [string, string] {
  for (const [kind, pattern] of elixirTokens) {
    pattern.lastIndex = at;
    const text = pattern.exec(code)?.[0];
    if (text !== undefined && text !== "") return [kind, text];
  }
  return ["", code[at]!];
}

function span(text: string, classes: string): string {
  return `<span class="${classes}">${escapeHtml(text)}</span>`;
}
