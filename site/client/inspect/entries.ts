import { type Context, type FormatValue, maxItems } from "./context.ts";
import { formatKey, formatNumber } from "./primitives.ts";

/** How many columns a value stands further right than its container. */
const nested = 2;

/** Formats one property of an object: `name: value`, or `[Getter]` for what would have to be called. */
export function formatProperty(
  context: Context,
  holder: object,
  key: string | symbol,
  level: number,
  format: FormatValue,
  form: "item" | "named",
): string {
  const found = Object.getOwnPropertyDescriptor(holder, key);
  const text = formatDescriptor(context, found, level, format);
  if (form === "item") return text;
  return `${formatKey(key, found?.enumerable !== false)}: ${text}`;
}

function formatDescriptor(
  context: Context,
  found: PropertyDescriptor | undefined,
  level: number,
  format: FormatValue,
): string {
  if (found?.get !== undefined) return found.set === undefined ? "[Getter]" : "[Getter/Setter]";
  if (found?.set !== undefined) return "[Setter]";
  context.indent += nested;
  const text = format(context, found?.value, level);
  context.indent -= nested;
  return text;
}

function more(count: number): string[] {
  return count > 0 ? [`... ${count} more item${count > 1 ? "s" : ""}`] : [];
}

/** The items of an array; runs of holes are counted as one item. */
export function arrayEntries(
  context: Context,
  array: readonly unknown[],
  level: number,
  format: FormatValue,
): string[] {
  const entries: string[] = [];
  let at = 0;
  while (at < array.length && entries.length < maxItems) {
    if (Object.hasOwn(array, at)) {
      entries.push(formatProperty(context, array, `${at}`, level, format, "item"));
      at += 1;
      continue;
    }
    const from = at;
    while (at < array.length && !Object.hasOwn(array, at)) at += 1;
    entries.push(`<${at - from} empty item${at - from > 1 ? "s" : ""}>`);
  }
  return [...entries, ...more(array.length - at)];
}

/** The items of a typed array. */
export function typedArrayEntries(array: ArrayLike<number | bigint>): string[] {
  const shown = Array.from({ length: Math.min(array.length, maxItems) }, (_, at) => array[at]!);
  return [...shown.map(formatNumber), ...more(array.length - maxItems)];
}

/** The values of a set. */
export function setEntries(
  context: Context,
  set: ReadonlySet<unknown>,
  level: number,
  format: FormatValue,
): string[] {
  context.indent += nested;
  const shown = [...set].slice(0, maxItems).map((value) => format(context, value, level));
  context.indent -= nested;
  return [...shown, ...more(set.size - maxItems)];
}

/** The pairs of a map. */
export function mapEntries(
  context: Context,
  map: ReadonlyMap<unknown, unknown>,
  level: number,
  format: FormatValue,
): string[] {
  context.indent += nested;
  const shown = [...map].slice(0, maxItems).map(([key, value]) => {
    return `${format(context, key, level)} => ${format(context, value, level)}`;
  });
  context.indent -= nested;
  return [...shown, ...more(map.size - maxItems)];
}
