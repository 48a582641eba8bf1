import { Opaque } from "./opaque.ts";

/** Characters of a value in a report. */
const maxLength = 2000;
const lineLength = 76;
const memberLength = 160;

/** The text of a copied value for a reader, as it would be written in TypeScript, never longer than a page. */
export function describe(value: unknown): string {
  const flat = inline(value, new Set(), 0);
  const text = flat.length <= lineLength ? flat : spread(value, flat);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

/** Long arrays and objects get one line per member, none of them much longer than a line. */
function spread(value: unknown, flat: string): string {
  const cut = (item: string): string =>
    item.length > memberLength ? `${item.slice(0, memberLength)}…` : item;
  const lines = (items: readonly string[]): string =>
    items.map((item) => `  ${cut(item)},\n`).join("");
  const seen = new Set([value as object]);
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    return `[\n${lines(members(value).map((item) => inline(item, seen, 1)))}]`;
  }
  if (isPlain(value)) {
    return `${prefix(value)}{\n${lines(properties(value, seen, 1))}}`;
  }
  return flat;
}

function inline(value: unknown, seen: ReadonlySet<object>, depth: number): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return `[function ${value.name}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "[circular]";
  if (depth > 6) return "…";
  return inlineObject(value, new Set([...seen, value]), depth + 1);
}

function inlineObject(value: object, seen: ReadonlySet<object>, depth: number): string {
  if (value instanceof Opaque) return value.text;
  if (isMatcher(value)) return matcherText(value, seen, depth);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "Date(invalid)" : `Date(${value.toISOString()})`;
  if (value instanceof Error) return `${value.name}(${quoted(value.message)})`;
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) {
    return `[${members(value)
      .map((item) => (item === hole ? "(empty)" : inline(item, seen, depth)))
      .join(", ")}${more(value.length)}]`;
  }
  if (value instanceof Map) {
    const entries = [...value].slice(0, shownMembers);
    const shown = entries.map(
      ([key, item]) => `${inline(key, seen, depth)} => ${inline(item, seen, depth)}`,
    );
    return `Map {${shown.join(", ")}${more(value.size)}}`;
  }
  if (value instanceof Set) {
    const shown = [...value].slice(0, shownMembers).map((item) => inline(item, seen, depth));
    return `Set {${shown.join(", ")}${more(value.size)}}`;
  }
  const shown = properties(value, seen, depth);
  return shown.length === 0 ? `${prefix(value)}{}` : `${prefix(value)}{ ${shown.join(", ")} }`;
}

const shownMembers = 100;
const hole = new Opaque("(empty)");

function members(array: readonly unknown[]): unknown[] {
  return Array.from({ length: Math.min(array.length, shownMembers) }, (_, index) =>
    index in array ? array[index] : hole,
  );
}

function more(count: number): string {
  return count > shownMembers ? `, … ${count - shownMembers} more` : "";
}

function properties(value: object, seen: ReadonlySet<object>, depth: number): string[] {
  const names = Object.keys(value);
  const shown = names.slice(0, shownMembers).map((name) => {
    const item = Object.getOwnPropertyDescriptor(value, name)?.value as unknown;
    return `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)}: ${inline(item, seen, depth)}`;
  });
  return names.length > shownMembers ? [...shown, `… ${names.length - shownMembers} more`] : shown;
}

function prefix(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  if (!prototype || prototype === Object.prototype) return "";
  const name = prototype.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? `${name} ` : "";
}

function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Map || value instanceof Set || value instanceof Date) &&
    !(value instanceof Opaque || value instanceof Error || Array.isArray(value)) &&
    !isMatcher(value)
  );
}

interface Matcher {
  readonly sample?: unknown;
  toString(): string;
  toAsymmetricMatcher?(): string;
}

/** `expect.objectContaining(...)` and its like: only a check file can make them, an answer's are copied to marks. */
function isMatcher(value: object): value is Matcher {
  return (value as { $$typeof?: unknown }).$$typeof === Symbol.for("jest.asymmetricMatcher");
}

function matcherText(matcher: Matcher, seen: ReadonlySet<object>, depth: number): string {
  if (matcher.toAsymmetricMatcher) return matcher.toAsymmetricMatcher();
  return `${matcher.toString()}(${inline(matcher.sample, seen, depth)})`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 500 ? `${text.slice(0, 500)}…` : text);
}
