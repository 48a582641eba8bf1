import { escaped } from "@headgate/check/engine";

/** A page's parts; `title` is plain text, the rest is HTML and CSS. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly body: string;
}

/** A whole page that runs no script, loads nothing and sends nothing; its style is its own. */
export function page({ title, style, body }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>
${colours}${style.trim()}
</style>
</head>
<body>
<main>
${body.trim()}
</main>
</body>
</html>
`;
}

const colours = `:root {
  color-scheme: light dark;
  --paper: #fff; --card: #f5f7f8; --line: #dbe0e4; --ink: #1d2429; --soft: #56626c; --link: #0b5a8f;
  --good: #1b6e3f; --bad: #a3261b; --bad-back: #fbe9e6; --warn: #7a4d00; --warn-back: #fbf1dc; --bar: #7fa8bf; --shade: #1d242966;
  font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --card: #1c2226; --line: #353e45; --ink: #e3e8eb; --soft: #a3afb8; --link: #86c1ea;
    --good: #7fcf9d; --bad: #ffa79b; --bad-back: #41201d; --warn: #efc474; --warn-back: #3a2d14; --bar: #4d7d97; --shade: #e3e8eb66;
  }
}
* { box-sizing: border-box }
body { margin: 0 }
a { color: var(--link) }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
h1, h2, h3 { line-height: 1.25 }
h1, h2, h3, p, li, dd, td { overflow-wrap: anywhere }
h1 { font-size: 1.75rem; margin: 0 0 .3rem } h2 { font-size: 1.2rem; margin: 2.4rem 0 .6rem } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
table { border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0 }
thead th { color: var(--soft); font-weight: 500; border-bottom: 1px solid var(--line) }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.soft { color: var(--soft) }
.scroll { display: flex; overflow-x: auto }
.scroll::before, .scroll::after { content: ""; flex: none; width: 1rem; margin-left: -1rem; pointer-events: none }
.scroll::after { order: 1; position: sticky; right: 0; z-index: 4; background: linear-gradient(to left, var(--shade), transparent) }
.scroll::before { order: 2; position: relative; z-index: 5; background: var(--paper) }
@media (max-width: 44rem) {
  .rows tr > :first-child { position: sticky; left: 0; z-index: 1; max-width: 10rem; background: var(--paper); box-shadow: 6px 0 6px -6px var(--shade); padding-right: .6rem }
  .rows tr > :nth-child(2) { padding-left: .6rem }
}
@media print { .scroll { overflow: visible } .scroll::before, .scroll::after { display: none } }
`;

/**
 * A table that scrolls by itself where it is too wide, by keys as well; its cells are HTML. A shade at its right edge
 * says that there is more: it keeps to the edge, and where the table ends something of the page's colour lies over it.
 * On a narrow screen the first column stays in sight.
 */
export function scrollingTable(
  label: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const css = (index: number): string => (numbers.includes(index) ? ' class="n"' : "");
  const heads = head.map((text, index) => `<th scope="col"${css(index)}>${text}</th>`).join("");
  const lines = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${css(index)}>${cell}</td>`).join("")}</tr>`,
  );
  return (
    `<div class="scroll rows" role="region" aria-label="${escaped(label)}" tabindex="0"><table>` +
    `<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join("\n")}\n</tbody></table></div>`
  );
}
