import { Opaque } from "./opaque.ts";
import { requireWalkable, type RowContent } from "./unfolded.ts";
import { wireLimits, type WireAtom, type WireRow } from "./wire.ts";

/** What came over the wire is not a value: somebody wrote to it who should not. */
export class GarbledWire extends Error {
  override readonly name = "GarbledWire";
}

/**
 * Makes the copy that a check sees. What arrives is not trusted: every row and tag is looked at, every key is
 * defined (never assigned), and nothing in the copy can be called. Throws `GarbledWire`, or `TooLarge` for a value that
 * nobody could walk to its end.
 */
export function decode(wire: unknown): unknown {
  if (!isRecord(wire) || !Array.isArray(wire["rows"])) throw new GarbledWire("no rows");
  const rows = wire["rows"] as unknown[];
  if (rows.length > wireLimits.nodes) throw new GarbledWire("too many rows");
  const copies = rows.map(shell);
  rows.forEach((row, index) => fill(copies[index], row as WireRow, copies));
  const root = wire["root"];
  const start = Array.isArray(root) && root[0] === "ref" ? Number(root[1]) : undefined;
  if (start !== undefined && start in copies) {
    requireWalkable(start, (row) => contentOf(rows[row] as WireRow));
  }
  return atom(root, copies);
}

/** Every value of a row counts, and the row itself; those that are rows too by their number. */
function contentOf(row: WireRow): RowContent {
  const atoms = atomsOf(row);
  const rows = atoms.flatMap((it) => (Array.isArray(it) && it[0] === "ref" ? [Number(it[1])] : []));
  return { size: 1 + atoms.length, rows };
}

function atomsOf(row: WireRow): readonly unknown[] {
  if (row.is === "array" || row.is === "set") return row.items;
  return row.is === "map" || row.is === "object" ? row.entries.flat() : [];
}

/** The empty object of a row; its content follows once every row has its object. */
function shell(row: unknown): unknown {
  if (!isRecord(row)) throw new GarbledWire("a row that is no object");
  switch (row["is"]) {
    case "array":
      return [];
    case "map":
      return new Map();
    case "set":
      return new Set();
    case "date":
      return new Date(number(atom(row["time"], [])));
    case "error":
      return { name: string(row["name"]), message: string(row["message"]) };
    case "object":
      return Object.create(prototypeFor(string(row["class"]))) as object;
    default:
      throw new GarbledWire("an unknown row");
  }
}

function fill(copy: unknown, row: WireRow, copies: readonly unknown[]): void {
  if (row.is === "array") fillArray(copy as unknown[], list(row.items), copies);
  if (row.is === "set") {
    for (const item of list(row.items)) (copy as Set<unknown>).add(atom(item, copies));
  }
  if (row.is === "map") {
    for (const entry of list(row.entries)) {
      const [key, value] = pair(entry);
      (copy as Map<unknown, unknown>).set(atom(key, copies), atom(value, copies));
    }
  }
  if (row.is === "object") {
    for (const entry of list(row.entries)) {
      const [key, value] = pair(entry);
      define(copy as object, string(key), atom(value, copies));
    }
  }
}

function fillArray(copy: unknown[], items: readonly unknown[], copies: readonly unknown[]): void {
  copy.length = items.length;
  items.forEach((item, index) => {
    if (!(Array.isArray(item) && item[0] === "hole")) copy[index] = atom(item, copies);
  });
}

function atom(value: unknown, copies: readonly unknown[]): unknown {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
  if (!Array.isArray(value)) throw new GarbledWire("a value that is no atom");
  const [tag, content] = value as WireAtom & unknown[];
  switch (tag) {
    case "undefined":
      return undefined;
    case "number":
      return Number(content);
    case "bigint":
      return bigint(string(content));
    case "mark":
      return new Opaque(string(content));
    case "ref":
      return referred(content, copies);
    default:
      throw new GarbledWire("an unknown tag");
  }
}

function referred(index: unknown, copies: readonly unknown[]): unknown {
  if (typeof index !== "number" || !Number.isInteger(index) || !(index in copies)) {
    throw new GarbledWire("a reference to nothing");
  }
  return copies[index];
}

const classes = new Map<string, object>();

/** A prototype that only knows the name of its class, for the reader of a message. */
function prototypeFor(name: string): object {
  if (name === "") return Object.prototype;
  const known = classes.get(name);
  if (known) return known;
  const maker = function (): void {};
  Object.defineProperty(maker, "name", { value: name });
  const prototype = Object.create(Object.prototype, { constructor: { value: maker } }) as object;
  if (classes.size < 200) classes.set(name, prototype);
  return prototype;
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length > wireLimits.nodes) throw new GarbledWire("no list");
  return value;
}

function pair(value: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) throw new GarbledWire("no pair");
  return value as [unknown, unknown];
}

function string(value: unknown): string {
  if (typeof value !== "string" || value.length > wireLimits.string) {
    throw new GarbledWire("no string");
  }
  return value;
}

function number(value: unknown): number {
  if (typeof value !== "number") throw new GarbledWire("no number");
  return value;
}

function bigint(text: string): bigint {
  if (!/^-?\d+$/.test(text)) throw new GarbledWire("no bigint");
  return BigInt(text);
}
