// The head of a file between two lines `---`: YAML, checked field by field.
import { parseDocument } from "yaml";
import type { Fail } from "./source-error.ts";

export interface Matter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** What follows, with the line it begins on. */
  readonly body: string;
  readonly bodyLine: number;
}

/** Splits a file into its front matter and its body; only the fields that are named may occur. */
export function splitMatter(text: string, known: readonly string[], fail: Fail): Matter {
  const lines = text.split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    fail(1, "expected front matter between two lines `---`");
  }
  const fields = readYaml(lines.slice(1, end).join("\n"), 2, fail);
  if (!isRecord(fields)) fail(2, "expected front matter of the form `name: value`");
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) {
      fail(2, `unknown field \`${name}\` in the front matter; known are ${known.join(", ")}`);
    }
  }
  return { fields, body: lines.slice(end + 1).join("\n"), bodyLine: end + 2 };
}

/** Reads YAML that begins on the given line of the file. */
export function readYaml(text: string, line: number, fail: Fail): unknown {
  const document = parseDocument(text, { prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    const at = line + text.slice(0, error.pos[0]).split("\n").length - 1;
    fail(at, `this is not YAML: ${error.message.split("\n")[0]}; quote a text that holds \`: \``);
  }
  return document.toJS() as unknown;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads fields of a record of YAML, each of the type that is expected there. */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #say: (sentence: string) => never;

  constructor(fields: Readonly<Record<string, unknown>>, say: (sentence: string) => never) {
    this.#fields = fields;
    this.#say = say;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value === "number") return String(value);
    if (typeof value !== "string" || value.trim() === "") {
      this.#say(`expected \`${name}\` to be a text, got ${shown(value)}`);
    }
    return value.trim();
  }

  optionalText(name: string): string | undefined {
    return this.#fields[name] === undefined ? undefined : this.text(name);
  }

  integer(name: string, bounds: { min: number; max: number }): number {
    const value = this.#fields[name];
    const { min, max } = bounds;
    if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
      this.#say(
        `expected \`${name}\` to be an integer from ${min} up to ${max}, got ${shown(value)}`,
      );
    }
    return value;
  }

  /** A list of texts; a number counts as one, with a leading zero if it has a single digit (`[01]`). */
  list(name: string): string[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value)) {
      this.#say(`expected \`${name}\` to be a list such as [one, two], got ${shown(value)}`);
    }
    return value.map((each: unknown) => {
      if (typeof each === "number") return String(each).padStart(2, "0");
      if (typeof each === "string" && each.trim() !== "") return each.trim();
      return this.#say(`expected \`${name}\` to hold texts, got ${shown(each)}`);
    });
  }
}

export function shown(value: unknown): string {
  return value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``;
}
