import {
  ApiDeclaredItem,
  ApiIndexSignature,
  type ApiItem,
  ApiItemKind,
  ApiPropertyItem,
  type Excerpt,
  type ExcerptToken,
  ExcerptTokenKind,
} from "@microsoft/api-extractor-model";
import type { Links } from "./links.ts";
import { docsOf, type Prose } from "./markdown.ts";
import type { Page } from "./plan.ts";

/** Members as a table: what each is called, its type with links, and what its docstring says. */
export function memberTable(
  members: readonly ApiItem[],
  page: Page,
  links: Links,
  prose: Prose,
): string {
  if (members.length === 0) return "";
  const hasMethods = members.some(({ kind }) => /Method/.test(kind));
  const rows = members.map((member) => {
    const text = cell(prose.line(docsOf(member).text));
    if (hasMethods) return `| ${inlineCode(member, links, page)} | ${text} |`;
    return `| ${memberName(member)} | ${inlineType(member, links, page)} | ${text} |`;
  });
  const head = hasMethods
    ? "| member | |\n| --- | --- |"
    : "| name | type | |\n| --- | --- | --- |";
  return [head, ...rows].join("\n");
}

/** Unions of strings that say of each when it is meant, as a table; "" where there are none. */
export function literalTable(items: readonly ApiItem[], prose: Prose): string {
  const rows = items.flatMap(literalsOf);
  if (rows.length === 0) return "";
  const lines = rows.map(({ value, text }) => `| \`${value}\` | ${cell(prose.line(text))} |`);
  return ["| value | when |", "| --- | --- |", ...lines].join("\n");
}

/** The strings of a union that have a docstring each. */
export function literalsOf(item: ApiItem): { readonly value: string; readonly text: string }[] {
  if (!(item instanceof ApiDeclaredItem) || item.kind !== ApiItemKind.TypeAlias) return [];
  const found = item.excerpt.text.matchAll(/\/\*\* (.*?) \*\/\s*\|?\s*("\w+")/g);
  return [...found].map(([, text = "", value = ""]) => ({ value, text }));
}

function inlineCode(member: ApiItem, links: Links, page: Page): string {
  return member instanceof ApiDeclaredItem ? inline(member.excerpt, links, page) : "";
}

function inlineType(member: ApiItem, links: Links, page: Page): string {
  if (member instanceof ApiPropertyItem) return inline(member.propertyTypeExcerpt, links, page);
  return member instanceof ApiIndexSignature ? inline(member.returnTypeExcerpt, links, page) : "";
}

/** What a property is called, with the question mark of an optional one. */
function memberName(member: ApiItem): string {
  if (member instanceof ApiIndexSignature) return "any other";
  const isOptional = member instanceof ApiPropertyItem && member.isOptional;
  return `\`${member.displayName}${isOptional ? "?" : ""}\``;
}

function inline({ spannedTokens }: Excerpt, links: Links, page: Page): string {
  const code = spannedTokens
    .map((token) => inlineToken(token, links, page))
    .join("")
    .replace(/^readonly (?=\w+\??:)/, "")
    .replace(/;\s*$/, "")
    .trim();
  // Plain code is easier to read in the source of a page too.
  return /[[\\&]/.test(code) ? `<code>${code}</code>` : `\`${code}\``;
}

function inlineToken({ kind, text }: ExcerptToken, links: Links, page: Page): string {
  const escaped = text
    .replaceAll(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|~]/g, "\\$&");
  const href =
    kind === ExcerptTokenKind.Reference
      ? links.to(text, page.path, page.extract.entry.name)
      : undefined;
  return href === undefined ? escaped : `[${escaped}](${href})`;
}

/** Text for one cell of a table. */
function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, "\\|");
}
