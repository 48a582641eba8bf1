import { wireLimits, type Wire, type WireAtom, type WireRow } from "./wire.ts";

const raised = new WeakSet<object>();

/** A value was too large to be copied; `what` says in which way. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";

  constructor(message: string) {
    super(message);
    raised.add(this);
  }

  /** Asks nothing of what was thrown: `instanceof` would call into a proxy that an answer throws. */
  static is(error: unknown): error is TooLarge {
    return typeof error === "object" && error !== null && raised.has(error);
  }
}

// Taken before any answer is loaded, so that one which replaces a built-in only fools itself.
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf, apply } = Reflect;
const isArray = Array.isArray;
const objectPrototype = Object.prototype;
const isSame = Object.is;
const mapForEach = Map.prototype.forEach;
const setForEach = Set.prototype.forEach;
const dateGetTime = Date.prototype.getTime;
const toStringOf = Object.prototype.toString;
const symbolToString = Symbol.prototype.toString;

/**
 * Copies a value into its wire form. Getters are named, never called; functions and symbols become marks.
 * Throws `TooLarge` beyond `wireLimits`. Cycles and shared objects keep their shape.
 */
export function encode(value: unknown): Wire {
  return new Encoder().encode(value);
}

class Encoder {
  readonly #rows: WireRow[] = [];
  readonly #indexes = new Map<object, number>();
  readonly #waiting: { value: object; index: number; depth: number }[] = [];
  #nodes = 0;
  #text = 0;

  encode(value: unknown): Wire {
    const root = this.#atom(value, 0);
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#rows[next.index] = this.#row(next.value, next.depth);
    }
    return { root, rows: this.#rows };
  }

  #atom(value: unknown, depth: number): WireAtom {
    this.#count();
    switch (typeof value) {
      case "string":
        return this.#string(value);
      case "boolean":
        return value;
      case "number":
        return numberAtom(value);
      case "bigint":
        return ["bigint", this.#string(`${value}`)];
      case "undefined":
        return ["undefined"];
      case "symbol":
        return ["mark", shorten(apply(symbolToString, value, []))];
      case "function":
        return ["mark", functionMark(value)];
      case "object":
        return value === null ? null : this.#reference(value, depth);
      default:
        return ["mark", `[${typeof value}]`];
    }
  }

  #reference(value: object, depth: number): WireAtom {
    const known = this.#indexes.get(value);
    if (known !== undefined) return ["ref", known];
    if (depth >= wireLimits.depth) {
      throw new TooLarge(`it is nested more than ${wireLimits.depth} levels deep`);
    }
    const index = this.#indexes.size;
    this.#indexes.set(value, index);
    this.#waiting.push({ value, index, depth });
    return ["ref", index];
  }

  /** Any object of an answer may be a proxy whose traps throw: then it is an object without content. */
  #row(value: object, depth: number): WireRow {
    try {
      // Most are plain: nothing else of what follows need be tried on them, at the price of an exception each.
      if (getPrototypeOf(value) === objectPrototype && !isArray(value))
        return this.#object(value, depth);
      return (
        this.#array(value, depth) ??
        this.#map(value, depth) ??
        this.#set(value, depth) ??
        dateRow(value) ??
        this.#error(value) ??
        this.#object(value, depth)
      );
    } catch (error) {
      if (TooLarge.is(error)) throw error;
      return { is: "object", class: "unreadable object", entries: [] };
    }
  }

  #array(value: object, depth: number): WireRow | undefined {
    if (!isArray(value)) return undefined;
    const length = getOwnPropertyDescriptor(value, "length")?.value as number;
    if (length > wireLimits.nodes) throw tooMany();
    const items: WireAtom[] = [];
    for (let index = 0; index < length; index++) {
      const property = getOwnPropertyDescriptor(value, `${index}`);
      if (!property) this.#count();
      items.push(property ? this.#property(property, depth) : ["hole"]);
    }
    return { is: "array", items };
  }

  #map(value: object, depth: number): WireRow | undefined {
    const entries: [WireAtom, WireAtom][] = [];
    const add = (item: unknown, key: unknown): void => {
      entries.push([this.#atom(key, depth + 1), this.#atom(item, depth + 1)]);
    };
    return walk(mapForEach, value, add) ? { is: "map", entries } : undefined;
  }

  #set(value: object, depth: number): WireRow | undefined {
    const items: WireAtom[] = [];
    const add = (item: unknown): void => {
      items.push(this.#atom(item, depth + 1));
    };
    return walk(setForEach, value, add) ? { is: "set", items } : undefined;
  }

  #error(value: object): WireRow | undefined {
    if (!isError(value)) return undefined;
    const name = inheritedString(value, "name") ?? "Error";
    const message = inheritedString(value, "message") ?? "";
    return { is: "error", name: this.#string(shorten(name)), message: this.#string(message) };
  }

  #object(value: object, depth: number): WireRow {
    const entries: [string, WireAtom][] = [];
    for (const key of ownKeys(value)) {
      if (typeof key !== "string") continue;
      const property = getOwnPropertyDescriptor(value, key);
      if (!property?.enumerable) continue;
      entries.push([this.#string(key), this.#property(property, depth)]);
    }
    return { is: "object", class: className(value), entries };
  }

  #property(property: PropertyDescriptor, depth: number): WireAtom {
    if ("value" in property) return this.#atom(property.value, depth + 1);
    this.#count();
    return ["mark", "[getter]"];
  }

  #string(text: string): string {
    if (text.length > wireLimits.string) {
      throw new TooLarge(`it holds a string of ${text.length} characters`);
    }
    this.#text += text.length;
    if (this.#text > wireLimits.text) {
      throw new TooLarge(`its strings add up to more than ${wireLimits.text} characters`);
    }
    return text;
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > wireLimits.nodes) throw tooMany();
  }
}

function tooMany(): TooLarge {
  return new TooLarge(`it holds more than ${wireLimits.nodes} values`);
}

function numberAtom(value: number): WireAtom {
  if (isSame(value, -0)) return ["number", "-0"];
  if (value !== value) return ["number", "NaN"];
  if (value === Infinity) return ["number", "Infinity"];
  if (value === -Infinity) return ["number", "-Infinity"];
  return value;
}

function dateRow(value: object): WireRow | undefined {
  try {
    return { is: "date", time: numberAtom(apply(dateGetTime, value, [])) };
  } catch {
    return undefined;
  }
}

/** Runs a built-in `forEach` on a value that may not be of its class; false when it is not. */
function walk(
  forEach: (visit: never) => void,
  value: object,
  visit: (...items: never[]) => void,
): boolean {
  let visited = false;
  try {
    apply(forEach, value, [
      (...items: never[]): void => {
        visited = true;
        visit(...items);
      },
    ]);
    return true;
  } catch (error) {
    if (visited) throw error;
    return false;
  }
}

/** `instanceof` fails across realms, and `Symbol.toStringTag` may be a getter: so look before asking. */
function isError(value: object): boolean {
  for (let level: object | null = value; level; level = getPrototypeOf(level)) {
    if (getOwnPropertyDescriptor(level, Symbol.toStringTag)) return false;
  }
  return apply(toStringOf, value, []) === "[object Error]";
}

function inheritedString(value: object, key: string): string | undefined {
  for (let level: object | null = value; level; level = getPrototypeOf(level)) {
    const property = getOwnPropertyDescriptor(level, key);
    if (property) {
      const text = dataOf(property);
      return typeof text === "string" ? text : undefined;
    }
  }
  return undefined;
}

/** The name of a class, "" for a plain object of any realm. */
function className(value: object): string {
  const prototype = getPrototypeOf(value);
  if (prototype === null || getPrototypeOf(prototype) === null) return "";
  const property = getOwnPropertyDescriptor(prototype, "constructor");
  const maker = property && dataOf(property);
  if (typeof maker !== "function") return "";
  const name: unknown = getOwnPropertyDescriptor(maker, "name")?.value;
  return typeof name === "string" ? shorten(name) : "";
}

/** A property's value. Where the built-ins are locked, some of theirs are getters that carry it. */
function dataOf({ value, get }: PropertyDescriptor): unknown {
  return get ? getOwnPropertyDescriptor(get, "originalValue")?.value : value;
}

function functionMark(value: object): string {
  try {
    const name: unknown = getOwnPropertyDescriptor(value, "name")?.value;
    return typeof name === "string" && name !== "" ? shorten(`[function ${name}]`) : "[function]";
  } catch {
    return "[function]";
  }
}

function shorten(text: string): string {
  return text.length > wireLimits.mark ? `${text.slice(0, wireLimits.mark)}…` : text;
}
