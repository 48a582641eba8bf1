import { inspect } from "./inspect.ts";

const indexName = "(index)";
const iterationName = "(iteration index)";
const valuesName = "Values";

/** Draws what console.table draws: one row per item, one column per property; null where there is no table in it. */
export function formatTable(data: unknown, only?: readonly string[]): string | null {
  if (typeof data !== "object" || data === null) return null;
  const cell = (value: unknown): string => inspect(value, { depth: nested(value) ? -1 : 0 });
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], at) => [`${at}`, cell(key), cell(value)]);
    return draw([iterationName, "Key", valuesName], rows);
  }
  if (data instanceof Set) {
    const rows = [...data].map((value, at) => [`${at}`, cell(value)]);
    return draw([iterationName, valuesName], rows);
  }
  const items = Object.entries(data);
  const columns = [
    ...(only ?? new Set(items.flatMap(([, item]) => (isObject(item) ? Object.keys(item) : [])))),
  ];
  const bare = items.some(([, item]) => !isObject(item));
  const rows = items.map(([name, item]) => [
    name,
    ...columns.map((column) =>
      isObject(item) && Object.hasOwn(item, column) ? cell(item[column]) : "",
    ),
    ...(bare ? [isObject(item) ? "" : cell(item)] : []),
  ]);
  return draw([indexName, ...columns, ...(bare ? [valuesName] : [])], rows);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function nested(value: unknown): boolean {
  return isObject(value) && !Array.isArray(value) && Object.keys(value).length > 2;
}

function draw(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]!.length)),
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const line = (cells: readonly string[]): string =>
    `│${cells.map((text, column) => ` ${text.padEnd(widths[column]!)} `).join("│")}│`;
  return [
    rule("┌", "┬", "┐"),
    line(head),
    rule("├", "┼", "┤"),
    ...rows.map(line),
    rule("└", "┴", "┘"),
  ].join("\n");
}
