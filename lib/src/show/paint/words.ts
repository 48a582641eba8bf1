// What XML forbids, what a terminal would obey, and marks that turn the direction of the text around.
const unprintable = /[\p{Cc}\p{Cs}\p{Bidi_C}\p{NChar}]/gu;

/**
 * Text of one line that is safe to print: what cannot be printed becomes `�`, a line break a space,
 * and of marks heaped on one letter four stay.
 */
export function plain(text: string): string {
  const shown = text.replace(/\s+/g, " ").replace(unprintable, "\ufffd");
  return shown.replace(/(\p{M}{4})\p{M}+/gu, "$1");
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{EPres}/u;

/** Columns a text takes in a terminal: two for each East Asian wide character or pictograph. */
export function columns(text: string): number {
  let sum = 0;
  for (const sign of text) sum += wide.test(sign) ? 2 : /[\p{M}\u200d]/u.test(sign) ? 0 : 1;
  return sum;
}

/** Text from outside, made safe to print and cut to so many columns, with `…` for what is missing. */
export const fit = (text: string, width: number): string => clip(plain(text), width);

/** The same for a line whose parts are safe already: its spaces stay. */
export function clip(line: string, width: number): string {
  if (columns(line) <= width) return line;
  let kept = "";
  let used = 0;
  for (const sign of line) {
    used += columns(sign);
    if (used >= width) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** 1234567 as `1,234,567`; a fraction keeps two digits. */
export function count(n: number): string {
  const digits = String(Math.round(n * 100) / 100).replace("-", "−");
  return digits.replace(/\B(?=(\d{3})+\b)/g, ",");
}

/** A number for an axis: from 10 000 up in thousands or millions, `12k`, `1.5M`. */
export function short(n: number): string {
  const size = Math.abs(n);
  return size >= 1e6 ? `${count(n / 1e6)}M` : size >= 1e4 ? `${count(n / 1e3)}k` : count(n);
}

/** `1 step`, `2 steps`. */
export const counted = (n: number, noun: string, many: string = `${noun}s`): string =>
  `${count(n)} ${n === 1 ? noun : many}`;
