import { readFileSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { CliError } from "../cli-error.ts";
import {
  type Adjustments,
  type ExerciseAdjustment,
  mistake,
  type StudentAdjustment,
} from "./adjustments.ts";
import { dueTime, type Extension } from "./due-time.ts";

/** Where in the file we are: what to call it, and how to say what is wrong there. */
interface Place {
  readonly what: string;
  readonly line: number;
  readonly fail: (sentence: string) => CliError;
}

interface Entry {
  readonly value: unknown;
  readonly place: Place;
}
type Entries = ReadonlyMap<string, Entry>;

/**
 * Reads the side file of comments, extensions and overrides. It is strict: what is misspelt, empty, twice there or out
 * of range throws a `CliError` of one sentence with the file and the line. Whether students and exercises exist is for
 * `requireKnown` to say.
 */
export function readAdjustments(path: string): Adjustments {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === "ENOENT"
        ? `There is no file ${path}, which --adjustments names.`
        : `${path} cannot be read (${code}).`,
    );
  }
  return parseAdjustments(text, path);
}

/** The same from a text; `path` is for messages only. */
export function parseAdjustments(text: string, path: string): Adjustments {
  const lines = new LineCounter();
  // Every scalar is a text: 007 and no are names of students as well as others.
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
    // The parser would name the line of the first key; ours is that of the second.
    uniqueKeys: false,
  });
  const placeAt = (what: string, offset: number): Place => {
    const { line } = lines.linePos(offset);
    return { what, line, fail: (sentence) => mistake(path, line, sentence) };
  };
  const [error] = document.errors;
  if (error !== undefined)
    throw placeAt("", error.pos[0]).fail(`this is no YAML: ${oneSentence(error.message)}`);
  const top = entriesOf(document.contents, placeAt("the file", 0), placeAt);
  requireKeys(top, ["students"]);
  const students = entriesAt(top, "students", placeAt);
  return {
    path,
    students: new Map(
      [...students].map(([key, { value, place }]) => [key, studentOf(value, place, placeAt)]),
    ),
  };
}

function studentOf(node: unknown, place: Place, placeAt: PlaceAt): StudentAdjustment {
  const entries = entriesOf(node, place, placeAt);
  requireKeys(entries, ["comment", "extension", "exercises"]);
  const comment = textAt(entries, "comment");
  const extension = extensionAt(entries);
  const exercises = entriesAt(entries, "exercises", placeAt);
  return {
    line: place.line,
    ...(comment !== undefined && { comment }),
    ...(extension && { extension }),
    exercises: new Map(
      [...exercises].map(([slug, at]) => [slug, exerciseOf(at.value, at.place, placeAt)]),
    ),
  };
}

function exerciseOf(node: unknown, place: Place, placeAt: PlaceAt): ExerciseAdjustment {
  const entries = entriesOf(node, place, placeAt);
  requireKeys(entries, ["points", "reason", "extra", "comment"]);
  const comment = textAt(entries, "comment");
  const points = pointsAt(entries);
  const reason = textAt(entries, "reason");
  if (points !== undefined && reason === undefined)
    throw place.fail(`${place.what} has points without a reason; say why they count.`);
  for (const key of ["reason", "extra"])
    if (points === undefined && entries.has(key))
      throw entries.get(key)!.place.fail(`${place.what} has \`${key}\` without points.`);
  const isExtra = textAt(entries, "extra") ?? "false";
  if (isExtra !== "true" && isExtra !== "false")
    throw entries
      .get("extra")!
      .place.fail(`Expected \`extra\` to be true or false, got ${JSON.stringify(isExtra)}.`);
  return {
    line: place.line,
    ...(comment !== undefined && { comment }),
    ...(points !== undefined && {
      override: { points, reason: reason!, isExtra: isExtra === "true" },
    }),
  };
}

function pointsAt(entries: Entries): number | undefined {
  const text = textAt(entries, "points");
  if (text === undefined) return undefined;
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(text))
    throw entries
      .get("points")!
      .place.fail(
        `Expected \`points\` to be a number from 0 up with at most 2 decimals, got ${JSON.stringify(text)}.`,
      );
  return Number(text);
}

function extensionAt(entries: Entries): Extension | undefined {
  const text = textAt(entries, "extension");
  if (text === undefined) return undefined;
  const days = /^\+\s?(\d{1,3}) days?$/.exec(text)?.[1];
  if (days !== undefined) return { days: Number(days) };
  try {
    dueTime(text, "");
  } catch {
    throw entries
      .get("extension")!
      .place.fail(
        `Expected \`extension\` to be a day such as 2026-12-03, a time such as 2026-12-03T18:00 or days such as "+2 days", got ${JSON.stringify(text)}.`,
      );
  }
  return { until: text };
}

type PlaceAt = (what: string, offset: number) => Place;

/** What lies under a key that holds more keys; nothing, where the key is not there or has nothing behind it. */
function entriesAt(entries: Entries, key: string, placeAt: PlaceAt): Entries {
  const found = entries.get(key);
  return found === undefined ? new Map() : entriesOf(found.value, found.place, placeAt);
}

function entriesOf(node: unknown, place: Place, placeAt: PlaceAt): Entries {
  if (node === null || node === undefined) return new Map();
  // In YAML a key with nothing behind it is an empty text here.
  if (isScalar(node) && node.value === "") return new Map();
  if (!isMap(node))
    throw place.fail(`Expected ${place.what} to hold keys, each with a value behind it.`);
  const entries = new Map<string, Entry>();
  for (const { key, value } of node.items) {
    if (!isScalar(key) || typeof key.value !== "string")
      throw place.fail(`Expected the keys of ${place.what} to be plain texts.`);
    const at = placeAt(`\`${key.value}\``, key.range?.[0] ?? 0);
    if (entries.has(key.value)) throw at.fail(`${at.what} is there twice; which of them counts?`);
    entries.set(key.value, { value, place: at });
  }
  return entries;
}

function textAt(entries: Entries, key: string): string | undefined {
  const found = entries.get(key);
  if (found === undefined) return undefined;
  const { value, place } = found;
  if (!isScalar(value) || typeof value.value !== "string" || value.value.trim() === "")
    throw place.fail(`Expected a text behind \`${key}\`.`);
  return value.value.trim();
}

function requireKeys(entries: Entries, known: readonly string[]): void {
  for (const [key, { place }] of entries) {
    if (known.includes(key)) continue;
    const all = known.map((name) => `\`${name}\``).join(", ");
    throw place.fail(`\`${key}\` is not known here; expected ${all}.`);
  }
}

/** The parser's message without its example and with a full stop. */
function oneSentence(message: string): string {
  const [line = ""] = message.split("\n");
  return `${line.replace(/[.:\s]+$/, "")}.`;
}
