import { className, functionBase, prefix, tagOf } from "./class-name.ts";
import type { Context } from "./context.ts";
import {
  arrayEntries,
  formatProperty,
  mapEntries,
  setEntries,
  typedArrayEntries,
} from "./entries.ts";
import { formatError } from "./error.ts";
import { joinParts } from "./layout.ts";
import { formatPrimitive } from "./primitives.ts";

/** What a call of `inspect` may set. */
export interface InspectOptions {
  /** Levels of nesting shown before `[Object]` stands in; 2 by default, null for all. */
  readonly depth?: number | null;
  /** Whether properties that are not enumerable are listed too. */
  readonly hidden?: boolean;
  /** Whether a value's own inspection method is used; true by default. */
  readonly custom?: boolean;
  /** The lines that stand below an error's message; none by default. */
  readonly frames?: (error: Error) => readonly string[];
}

/**
 * Turns a value into the text that Node's `util.inspect` gives for it, and so console.log in a notebook.
 * Differs for what a browser cannot see: a promise is always `<pending>`, a proxy shows its target's traps.
 */
export function inspect(value: unknown, options: InspectOptions = {}): string {
  const context: Context = {
    depth: options.depth === null ? Infinity : (options.depth ?? 2),
    custom: options.custom ?? true,
    hidden: options.hidden ?? false,
    frames: options.frames ?? (() => []),
    indent: 0,
    level: 0,
    path: [],
    circular: new Map(),
  };
  return formatValue(context, value, 0);
}

const customInspect = Symbol.for("nodejs.util.inspect.custom");

function formatValue(context: Context, value: unknown, level: number): string {
  if (value === null || (typeof value !== "object" && typeof value !== "function")) {
    return formatPrimitive(context, value);
  }
  const own = context.custom ? customText(context, value, level) : null;
  if (own !== null) return own;
  if (context.path.includes(value)) {
    const number = context.circular.get(value) ?? context.circular.size + 1;
    context.circular.set(value, number);
    return `[Circular *${number}]`;
  }
  return formatObject(context, value, level);
}

function customText(context: Context, value: object, level: number): string | null {
  const method: unknown = (value as Record<symbol, unknown>)[customInspect];
  if (typeof method !== "function") return null;
  const made: unknown = value.constructor;
  if (typeof made === "function" && made.prototype === value) return null;
  const options = { depth: context.depth - level };
  const answer: unknown = method.call(value, context.depth - level, options, inspect);
  if (answer === value) return null;
  if (typeof answer !== "object" || answer === null) return String(answer);
  const text = formatValue(context, answer, level);
  return text.replaceAll("\n", `\n${" ".repeat(context.indent)}`);
}

/** How one kind of object is shown: its brackets and the entries that are not its properties. */
interface Shape {
  readonly base?: string;
  readonly open: string;
  readonly close?: string;
  readonly items?: ArrayLike<unknown>;
  readonly entries?: (level: number) => string[];
  /** The whole text when there is nothing to list. */
  readonly empty: string;
}

function shapeOf(context: Context, value: object, name: string | null, tag: string): Shape {
  const sized = (fallback: string, size: number): string =>
    prefix(name, tag, fallback, `(${size})`);
  if (Array.isArray(value)) {
    const plain = name === "Array" && tag === "";
    const open = `${plain ? "" : sized("Array", value.length)}[`;
    const entries = (level: number) => arrayEntries(context, value, level, formatValue);
    return { open, close: "]", items: value, entries, empty: `${open}]` };
  }
  if (value instanceof Set) {
    const open = `${sized("Set", value.size)}{`;
    const entries = (level: number) => setEntries(context, value, level, formatValue);
    return { open, entries, empty: `${open}}` };
  }
  if (value instanceof Map) {
    const open = `${sized("Map", value.size)}{`;
    const entries = (level: number) => mapEntries(context, value, level, formatValue);
    return { open, entries, empty: `${open}}` };
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = value as unknown as ArrayLike<number | bigint>;
    const open = `${sized(tag, items.length)}[`;
    return { open, close: "]", items, entries: () => typedArrayEntries(items), empty: `${open}]` };
  }
  return otherShape(context, value, name, tag);
}

function otherShape(context: Context, value: object, name: string | null, tag: string): Shape {
  if (typeof value === "function") return withBase(functionBase(value, name, tag));
  const opened = (fallback: string): string => `${prefix(name, tag, fallback)}{`;
  if (value instanceof RegExp) {
    return withBase(`${name === "RegExp" ? "" : prefix(name, tag, "RegExp")}${String(value)}`);
  }
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    return withBase(`${name === "Date" ? "" : prefix(name, tag, "Date")}${text}`);
  }
  if (value instanceof Error) return withBase(formatError(context, value, name, tag));
  if (value instanceof Promise) return listing(opened("Promise"), "<pending>");
  if (value instanceof WeakSet) return listing(opened("WeakSet"), "<items unknown>");
  if (value instanceof WeakMap) return listing(opened("WeakMap"), "<items unknown>");
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return withBase(boxed(context, value, name));
  }
  if (name === "Object") {
    const open = tag === "" ? "{" : opened("Object");
    return { open, empty: `${open}}` };
  }
  return { open: opened("Object"), empty: `${opened("Object")}}` };
}

function withBase(base: string): Shape {
  return { base, open: "{", empty: base };
}

function listing(open: string, entry: string): Shape {
  return { open, entries: () => [entry], empty: `${open} ${entry} }` };
}

function boxed(context: Context, value: object, name: string | null): string {
  const inner: unknown = value.valueOf();
  const type = Object.prototype.toString.call(value).slice("[object ".length, -1);
  const made = name !== null && name !== type ? ` (${name})` : "";
  return `[${type}${made}: ${formatPrimitive({ ...context, indent: 0 }, inner)}]`;
}

function formatObject(context: Context, value: object, level: number): string {
  const name = className(value);
  const tag = tagOf(value, context.hidden);
  const shape = shapeOf(context, value, name, tag);
  const keys = listedKeys(context, value, shape);
  if (keys.length === 0 && isEmpty(value, shape)) return shape.empty;
  if (level > context.depth) {
    const what = prefix(name, tag, Array.isArray(value) ? "Array" : "Object").slice(0, -1);
    return name === null ? what : `[${what}]`;
  }
  context.path.push(value);
  context.level = level + 1;
  const entries = [
    ...(shape.entries?.(level + 1) ?? []),
    ...keys.map((key) => formatProperty(context, value, key, level + 1, formatValue, "named")),
  ];
  context.path.pop();
  const number = context.circular.get(value);
  const reference = number === undefined ? "" : `<ref *${number}>`;
  const base = [reference, shape.base ?? ""].filter((part) => part !== "").join(" ");
  const parts = { base, open: shape.open, close: shape.close ?? "}", entries };
  return joinParts(context, { ...parts, items: shape.items ?? null }, level + 1);
}

function isEmpty(value: object, shape: Shape): boolean {
  if (shape.items !== undefined) return shape.items.length === 0;
  if (value instanceof Set || value instanceof Map) return value.size === 0;
  return shape.base !== undefined || shape.entries === undefined;
}

function listedKeys(context: Context, value: object, shape: Shape): (string | symbol)[] {
  const listed = (key: string | symbol): boolean =>
    context.hidden || Object.prototype.propertyIsEnumerable.call(value, key);
  const isItem = (key: string | symbol): boolean =>
    (shape.items !== undefined || value instanceof String) &&
    typeof key === "string" &&
    /^(0|[1-9]\d{0,9})$/.test(key);
  const names = Object.getOwnPropertyNames(value).filter((key) => listed(key) && !isItem(key));
  const keys = [...names, ...Object.getOwnPropertySymbols(value).filter(listed)];
  if (!(value instanceof Error)) return keys;
  const repeated = (key: string | symbol): boolean =>
    key === "stack" || key === "message" || key === "name";
  const causes = ["cause", "errors"].filter(
    (key) => Object.hasOwn(value, key) && !keys.includes(key),
  );
  return [...keys.filter((key) => !repeated(key)), ...causes];
}
