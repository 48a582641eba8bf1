import {
  closeSync,
  constants,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { Buffer } from "node:buffer";
import { dirname, join } from "node:path";
import { CliError } from "../cli-error.ts";
import type { Grading } from "./results.ts";

/** One finished grading. The key names all it came from, so the same key always means the same grading. */
export interface JournalEntry {
  readonly key: string;
  readonly student: string;
  readonly slug: string;
  readonly grading: Grading;
}

/** Milliseconds within which a line that was written is brought to the disk. */
const syncEveryMs = 200;

/**
 * What has been graded so far, one JSON line each, in a file that only grows while a class is graded. It is what an
 * interrupted run goes on from, and what a later run need not do again. Unlike `results.json` it is written as the
 * gradings finish.
 */
export class Journal {
  readonly #path: string;
  readonly #entries = new Map<string, JournalEntry>();
  readonly #used = new Set<string>();
  #file: number;
  #lines = 0;
  #pending: string[] = [];
  #unsynced = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Opens or makes the file. What a run that was killed left half written at its end is cut off. Throws `CliError` when
   * somebody else's file is there, or it cannot be written to.
   */
  constructor(path: string) {
    this.#path = path;
    this.#file = opened(path);
    const bytes = readFileSync(path);
    requireOwn(path, bytes);
    const whole = bytes.lastIndexOf("\n") + 1;
    if (whole < bytes.length) ftruncateSync(this.#file, whole);
    for (const line of linesOf(bytes.subarray(0, whole))) {
      this.#lines += 1;
      const entry = entryIn(line);
      if (entry) this.#entries.set(entry.key, entry);
    }
  }

  /** How many different gradings it holds. */
  get size(): number {
    return this.#entries.size;
  }

  /** Which students' exercises it knows, whatever was handed in then: `student\0slug`. */
  get subjects(): ReadonlySet<string> {
    return new Set([...this.#entries.values()].map(({ student, slug }) => `${student}\0${slug}`));
  }

  /** The grading of this key, when there has been one. */
  get(key: string): Grading | undefined {
    const entry = this.#entries.get(key);
    if (entry) this.#used.add(key);
    return entry?.grading;
  }

  /** Adds a grading; what is added in one turn is written at its end, at once. */
  add(entry: JournalEntry): void {
    this.#entries.set(entry.key, entry);
    this.#used.add(entry.key);
    if (this.#pending.length === 0) setImmediate(() => this.#write());
    this.#pending.push(`${JSON.stringify(entry)}\n`);
  }

  /** Forgets gradings, so that they are done anew. */
  forget(isForgotten: (entry: JournalEntry) => boolean): void {
    const kept = [...this.#entries.values()].filter((entry) => !isForgotten(entry));
    if (kept.length < this.#entries.size) this.#rewrite(kept);
  }

  /** Leaves out what this run, of the whole class, had no use for, when that is more than half. */
  compact(): void {
    this.#write();
    // A disk that was full will not hold a second copy.
    if (this.#file === -1) return;
    const needed = [...this.#entries.values()].filter(({ key }) => this.#used.has(key));
    if (this.#lines <= 2 * needed.length) return;
    try {
      this.#rewrite(needed);
    } catch (error) {
      // It is longer than need be, and whole.
      if (!(error instanceof CliError)) throw error;
    }
  }

  /** Writes what is left and brings it to the disk. It may be closed twice. */
  close(): void {
    clearTimeout(this.#timer);
    if (this.#file === -1) return;
    this.#write();
    clearTimeout(this.#timer);
    // It may have turned out just now that the disk is full.
    if (this.#file === -1) return;
    if (this.#unsynced) fsyncSync(this.#file);
    closeSync(this.#file);
    this.#file = -1;
  }

  #write(): void {
    if (this.#pending.length === 0 || this.#file === -1) return;
    let rest = Buffer.from(this.#pending.join(""));
    this.#lines += this.#pending.length;
    this.#pending = [];
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest));
    } catch (error) {
      return this.#giveUp(error as Error);
    }
    this.#unsynced = true;
    this.#timer ??= setTimeout(() => this.#sync(), syncEveryMs);
  }

  /** A full disk ends the journal and not the grading. */
  #giveUp({ message }: Error): void {
    console.error(
      `${this.#path} cannot be written to any more (${message}); should this run be interrupted, a later one goes on from here.`,
    );
    clearTimeout(this.#timer);
    closeSync(this.#file);
    this.#file = -1;
  }

  #sync(): void {
    this.#timer = undefined;
    this.#unsynced = false;
    // Whoever waits for the disk is not the thread that grades; a disk that fails is told when the file is closed.
    fsync(this.#file, (error) => {
      if (error) this.#unsynced = true;
    });
  }

  #rewrite(entries: readonly JournalEntry[]): void {
    this.close();
    try {
      replace(this.#path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    } catch (error) {
      this.#file = opened(this.#path);
      throw unwritable(this.#path, error);
    }
    this.#file = opened(this.#path);
    this.#entries.clear();
    for (const entry of entries) this.#entries.set(entry.key, entry);
    this.#lines = entries.length;
    this.#unsynced = false;
  }
}

function opened(path: string): number {
  try {
    // Nothing is written through a link.
    return openSync(
      path,
      constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | noFollow,
      0o666,
    );
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): CliError {
  return new CliError(
    `${path} cannot be written to (${(error as NodeJS.ErrnoException).code}); remove it, or choose another folder for --out.`,
  );
}

/** Puts another text in the place of a file at once: whoever is interrupted leaves the one or the other. */
function replace(path: string, text: string): void {
  const draft = join(dirname(path), ".draft-journal");
  const file = openSync(draft, "w");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

const noFollow = constants.O_NOFOLLOW ?? 0;

/** How every line begins. */
const beginning = '{"key":"';

function requireOwn(path: string, bytes: Buffer): void {
  const start = bytes.toString("utf8", 0, beginning.length);
  if (beginning.startsWith(start)) return;
  throw new CliError(
    `${path} was not written by a grading and is not replaced; choose another folder for --out.`,
  );
}

/** Line by line: all of it may be longer than one text can be. */
function* linesOf(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf("\n", start);
    yield bytes.toString("utf8", start, end);
    start = end + 1;
  }
}

/** A line that a broken disk or another program left is not taken for a grading. */
function entryIn(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as JournalEntry;
    const { key, student, slug, grading } = entry;
    const isWhole = [key, student, slug].every((text) => typeof text === "string");
    return isWhole && grading.slug === slug && Array.isArray(grading.checks) ? entry : undefined;
  } catch {
    return undefined;
  }
}
