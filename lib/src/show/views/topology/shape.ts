import { at, escape, inkWidth } from "../../paint/svg.ts";
import { fit, plain } from "../../paint/words.ts";

/**
 * One element of a picture as data: a file prints it, a page keeps it and changes what differs. The
 * shapes of one plan are equally many at every step, so that each can be compared with itself.
 */
export interface Shape {
  readonly tag: "rect" | "path" | "circle" | "text";
  readonly attributes: Readonly<Record<string, string | number>>;
  /** What a text says. */
  readonly words?: string;
  /** The whole of it, where it had to be cut. */
  readonly whole?: string;
  /** It has its place and is not to be seen now. */
  readonly isHidden?: boolean;
}

/** A shape as SVG; `""` for one that is not to be seen. */
export function markup({ tag, attributes, words, whole, isHidden }: Shape): string {
  if (isHidden) return "";
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  if (words === undefined) return `<${tag}${written.join("")}/>`;
  const title = whole === undefined ? "" : `<title>${escape(whole)}</title>`;
  return `<${tag}${written.join("")}>${title}${escape(words)}</${tag}>`;
}

/** A text of 12 units or as told; past `width` units it is cut, and a pointer finds the whole. */
export function label(
  x: number,
  y: number,
  words: string,
  attributes: Shape["attributes"] = {},
  { width = Infinity, size = 12 }: { width?: number; size?: number } = {},
): Shape {
  const shown = fit(words, Math.floor(width / inkWidth("x", size)));
  const place = { x: at(x), y: at(y), ...(size === 13 ? {} : { "font-size": size }) };
  return {
    tag: "text",
    attributes: { ...place, ...attributes },
    words: shown,
    ...(shown === plain(words) ? {} : { whole: words }),
    isHidden: words === "",
  };
}

export const middle = { "text-anchor": "middle" } as const;
export const bold = { "font-weight": 600 } as const;
/** Words that may stand back. */
export const quiet = { "fill-opacity": ".75" } as const;
