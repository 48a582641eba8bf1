import { inspect, type InspectOptions } from "./inspect.ts";
import { formatNumber } from "./primitives.ts";

/** Joins the arguments of console.log as Node does: `%s`, `%d` and their like in the first, the rest behind it. */
export function formatLine(values: readonly unknown[], options: InspectOptions = {}): string {
  const [first, ...rest] = values;
  const show = (value: unknown): string =>
    typeof value === "string" ? value : inspect(value, options);
  if (typeof first !== "string") return values.map(show).join(" ");
  if (rest.length === 0) return first;
  let used = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (directive) => {
    if (directive === "%%") return "%";
    if (used === rest.length) return directive;
    return substitute(directive, rest[used++], options);
  });
  return [text, ...rest.slice(used).map(show)].join(" ");
}

function substitute(directive: string, value: unknown, options: InspectOptions): string {
  switch (directive) {
    case "%s":
      return asString(value, options);
    case "%d":
      return typeof value === "bigint" ? `${value}n` : asNumber(value, Number);
    case "%i":
      return typeof value === "bigint"
        ? `${value}n`
        : asNumber(value, (it) => parseInt(it as string, 10));
    case "%f":
      return asNumber(value, (it) => parseFloat(it as string));
    case "%j":
      return asJson(value);
    case "%o":
      return inspect(value, { ...options, hidden: true, depth: 4 });
    case "%O":
      return inspect(value, options);
    default:
      return ""; // %c takes a style, which only a browser's own console has.
  }
}

function asNumber(value: unknown, convert: (value: unknown) => number): string {
  if (typeof value === "symbol" || (typeof value === "object" && value !== null)) return "NaN";
  return formatNumber(convert(value));
}

function asJson(value: unknown): string {
  try {
    return String(JSON.stringify(value));
  } catch {
    return "[Circular]";
  }
}

function asString(value: unknown, options: InspectOptions): string {
  if (typeof value === "number" || typeof value === "bigint") return formatNumber(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (hasOwnText(value)) return String(value);
  return inspect(value, { ...options, depth: 0 });
}

/** Whether somebody wrote a `toString` for this value: its own, its class's, or that of an error or a date. */
function hasOwnText(value: object): boolean {
  if (value instanceof Error || value instanceof Date) return true;
  if (Array.isArray(value)) return false;
  const builtIn = [Object.prototype, Map.prototype, Set.prototype, Array.prototype];
  return (
    typeof value.toString === "function" &&
    !builtIn.some((prototype) => prototype.toString === value.toString)
  );
}
