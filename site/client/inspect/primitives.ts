import { type Context, lineWidth, maxCharacters } from "./context.ts";

const namedEscapes: Record<string, string> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  "\\": "\\\\",
};

/** Strings up to this length are never split at their newlines. */
const shortString = 16;

function escapeCharacter(character: string): string {
  const named = namedEscapes[character];
  if (named !== undefined) return named;
  const code = character.charCodeAt(0);
  if (code < 0x100) return `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`;
  return `\\u${code.toString(16)}`;
}

function quoteFor(text: string): string {
  if (!text.includes("'")) return "'";
  if (!text.includes('"')) return '"';
  return text.includes("`") || text.includes("${") ? "'" : "`";
}

// Control characters, the backslash, and surrogates without their partner.
const escaped =
  /[\x00-\x1f\x7f-\x9f\\]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Puts a string between quotes as Node does: single ones, unless the string holds some and another kind saves escapes. */
export function quote(text: string): string {
  const mark = quoteFor(text);
  const body = text.replace(escaped, escapeCharacter);
  return `${mark}${mark === "'" ? body.replaceAll("'", "\\'") : body}${mark}`;
}

/** Formats a string inside of a structure; a long one is split behind its newlines. */
export function formatString(context: Context, text: string): string {
  const rest = text.length - maxCharacters;
  const shown = rest > 0 ? text.slice(0, maxCharacters) : text;
  const trailer = rest > 0 ? `... ${rest} more character${rest > 1 ? "s" : ""}` : "";
  if (shown.length > shortString && shown.length > lineWidth - context.indent - 4) {
    const lines = shown.split(/(?<=\n)/).map(quote);
    return lines.join(` +\n${" ".repeat(context.indent + 2)}`) + trailer;
  }
  return quote(shown) + trailer;
}

/** Formats a number; negative zero keeps its sign. */
export function formatNumber(value: number | bigint): string {
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : `${value}`;
}

/** Formats whatever is neither an object nor a function. */
export function formatPrimitive(context: Context, value: unknown): string {
  switch (typeof value) {
    case "string":
      return formatString(context, value);
    case "number":
    case "bigint":
      return formatNumber(value);
    default:
      return String(value);
  }
}

/** Formats the name of a property. */
export function formatKey(key: string | symbol, enumerable: boolean): string {
  if (typeof key === "symbol") return `[${String(key).replace(escaped, escapeCharacter)}]`;
  if (key === "__proto__") return "['__proto__']";
  if (!enumerable) return `[${key.replace(escaped, escapeCharacter)}]`;
  return /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(key) ? key : quote(key);
}
