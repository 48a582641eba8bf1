import { text, type Drawing } from "./svg.ts";

const headHeight = 24;

/** Drawings over one another, each under its label. */
export function stacked(
  panels: readonly { readonly label: string; readonly drawing: Drawing }[],
): Drawing {
  const width = panels.reduce((most, { drawing }) => Math.max(most, drawing.width), 0);
  let y = 0;
  const parts = panels.map(({ label, drawing }) => {
    const head = text(2, y + 15, label, ' font-weight="700"', { width: width - 4, size: 15 });
    const body = `<g transform="translate(0 ${y + headHeight})">${drawing.body}</g>`;
    y += headHeight + drawing.height + 12;
    return head + body;
  });
  return { width, height: y, body: parts.join("") };
}
