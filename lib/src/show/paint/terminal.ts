import { columns, fit } from "./words.ts";

/** No line of a text drawing is longer. */
export const maxColumns = 100;

/** A text cut or filled with spaces to so many columns. */
export function cell(text: string, width: number): string {
  const cut = fit(text, width);
  return cut + " ".repeat(Math.max(0, width - columns(cut)));
}

/** The same, with the spaces in front. */
export function numberCell(text: string, width: number): string {
  const cut = fit(text, width);
  return " ".repeat(Math.max(0, width - columns(cut))) + cut;
}

/** A paragraph broken into lines that fit. */
export function paragraph(text: string): string[] {
  const lines = [""];
  for (const word of fit(text, 1000).split(" ")) {
    const longer = `${lines.at(-1)!} ${word}`.trim();
    if (columns(longer) <= maxColumns) lines[lines.length - 1] = longer;
    else lines.push(fit(word, maxColumns));
  }
  return lines;
}
