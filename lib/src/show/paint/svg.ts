import { columns, fit, plain } from "./words.ts";

/**
 * The two colours every figure speaks in, with words and shapes beside them. Both keep 4.5:1 against
 * white (and white text on them) and 3:1 against the dark papers of JupyterLab, GitHub and editors,
 * so a figure needs no word on which theme it stands in; all other ink is `currentColor`. A page may
 * still choose: `.hg-event`, `.hg-demand` and `.hg-alarm` take `--hg-event`, `--hg-demand`, `--hg-alarm`.
 */
export const colors = { event: "#2674c4", demand: "#b25b00", alarm: "#d03b3b" } as const;

export type Ink = keyof typeof colors;

/** A finished drawing, in its own units; about a CSS pixel each, on a phone three quarters of one. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** SVG markup, escaped. */
  readonly body: string;
}

/** Text for SVG or HTML, in an element or an attribute. */
export function escape(text: string): string {
  return plain(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Width of a text in drawing units; an estimate on the wide side for most systems' sans-serif. */
export const inkWidth = (text: string, size: number): number => columns(text) * size * 0.6;

/** A coordinate: at most one decimal. */
export const at = (n: number): number => Math.round(n * 10) / 10;

/** Attribute of words that may stand back: still 4.5:1 on a page whose own text has 10:1. */
export const muted = ' fill-opacity=".75"';

/** Words broken into lines of `width` units, at spaces and behind hyphens; the last is cut to fit. */
export function wrap(words: string, width: number, maxLines: number, size = 13): string[] {
  const room = Math.floor(width / inkWidth("x", size));
  const lines = [""];
  for (const word of plain(words).split(/(?<=[ -])/)) {
    const longer = lines.at(-1)! + word;
    if (lines.length === maxLines || lines.at(-1) === "" || columns(longer.trimEnd()) <= room) {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines.map((line) => fit(line.trimEnd(), room));
}

/** An SVG text. Past `width` units it is cut, and a pointer finds the whole. */
export function text(
  x: number,
  y: number,
  words: string,
  attributes = "",
  { width = Infinity, size = 13 }: { width?: number; size?: number } = {},
): string {
  const shown = fit(words, Math.floor(width / inkWidth("x", size)));
  const whole = shown === plain(words) ? "" : `<title>${escape(words)}</title>`;
  const scale = size === 13 ? "" : ` font-size="${size}"`;
  return `<text x="${at(x)}" y="${at(y)}"${scale}${attributes}>${whole}${escape(shown)}</text>`;
}

/** Several lines of text, 15 units apart. */
export const lines = (
  x: number,
  y: number,
  words: readonly string[],
  attributes = "",
  size = 13,
): string =>
  words.map((line, index) => text(x, y + 15 * index, line, attributes, { size })).join("");

/** Lines of a text that {@link wrap} has made; where it has cut them, a pointer finds the whole. */
export function wrapped(
  x: number,
  y: number,
  shown: readonly string[],
  whole: string,
  attributes: string,
): string {
  const svg = lines(x, y, shown, attributes);
  return shown.at(-1)?.endsWith("…") ? `<g><title>${escape(whole)}</title>${svg}</g>` : svg;
}

/** The sign of events: a filled disc, longer for a long number, with its text in white. */
export function disc(x: number, y: number, label: string, half: number = signHalf(label)): string {
  return (
    `<rect class="hg-event" ${box(x, y, half)} fill="${colors.event}"/>` +
    signText(x, y, label, half, ' text-anchor="middle" fill="#fff" font-weight="600"')
  );
}

/** The sign of demand: a hollow ring with its number within. */
export function ring(x: number, y: number, label: string, half: number = signHalf(label)): string {
  return (
    `<rect class="hg-demand-line" ${box(x, y, half)} fill="none" stroke="${colors.demand}" stroke-width="2.5"/>` +
    signText(x, y, label, half, ' text-anchor="middle" font-weight="600"')
  );
}

/** The sign of what is lost: a crossed disc. */
export const crossed = (x: number, y: number): string =>
  `<circle class="hg-alarm-line" cx="${at(x)}" cy="${at(y)}" r="8" fill="none" stroke="${colors.alarm}" stroke-width="2"/>` +
  `<path class="hg-alarm-line" d="M${at(x - 4)} ${at(y - 4)}l8 8m0 -8l-8 8" stroke="${colors.alarm}" stroke-width="2.5"/>`;

/** Half the width of a sign with such a label. */
export const signHalf = (label: string): number => Math.max(11, inkWidth(label, 13) / 2 + 6);

/** Half the width of a sign where signs stand close: its text is smaller then. */
export const closeSignHalf = (label: string): number =>
  Math.max(11, inkWidth(label, closeSize) / 2 + 5);

const closeSize = 11;

function signText(x: number, y: number, label: string, half: number, attributes: string): string {
  return half < signHalf(label)
    ? text(x, y + 4, label, attributes, { size: closeSize })
    : text(x, y + 4.5, label, attributes);
}

function box(x: number, y: number, half: number): string {
  return `x="${at(x - half)}" y="${at(y - 11)}" width="${at(half * 2)}" height="22" rx="11"`;
}

/**
 * The whole picture of a drawing: as wide as its place, but never so narrow or wide that its 12 or
 * 13 units of text leave 9 to 17 CSS pixels. Alone in a file it follows the reader's colour scheme;
 * within a page its ink is the page's text colour.
 */
export function picture(
  { width, height, body }: Drawing,
  title: string,
  description: string,
): string {
  const inks = Object.entries(colors).map(
    ([ink, color]) =>
      `.hg-${ink}{fill:var(--hg-${ink},${color})}.hg-${ink}-line{stroke:var(--hg-${ink},${color})}`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${at(width)} ${at(height)}" width="100%" role="img"` +
    ` style="display:block;min-width:${Math.round(width * 0.75)}px;max-width:${Math.round(width * 1.25)}px;height:auto"` +
    ' font-family="system-ui,-apple-system,\'Segoe UI\',Roboto,sans-serif" font-size="13" fill="currentColor">' +
    `<title>${escape(title)}</title><desc>${escape(description)}</desc>` +
    `<style>svg:root{color:#1f2328}@media(prefers-color-scheme:dark){svg:root{color:#e6edf3}}${inks.join("")}</style>` +
    `${body}</svg>\n`
  );
}
