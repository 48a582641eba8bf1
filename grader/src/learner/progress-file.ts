import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateSigns, type Standing } from "./state-of.ts";

/** What is kept of one exercise. */
export interface ExerciseProgress extends Standing {
  /** How many of its hints were shown. */
  readonly hints: number;
  /** When it was solved first, ISO 8601, and with how many hints. */
  readonly solved?: { readonly at: string; readonly hints: number };
}

/** What is kept of a learner. */
export interface Progress {
  /** The exercise that was worked on last. */
  readonly at?: string;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
}

const format = "headgate-progress";
const version = 1;
const nothingKept: Progress = { exercises: {} };

/** A learner's progress in `.headgate/progress.json` of the course. Nothing here throws: what fails is said in a sentence. */
export class ProgressFile {
  readonly #folder: string;
  readonly #path: string;
  #trouble: string | undefined;

  constructor(root: string) {
    this.#folder = join(root, ".headgate");
    this.#path = join(this.#folder, "progress.json");
  }

  /** One sentence about what went wrong since it was asked last. */
  trouble(): string | undefined {
    const said = this.#trouble;
    this.#trouble = undefined;
    return said;
  }

  /** What is kept; nothing when there is none, or when it cannot be read. What is no progress was moved aside then. */
  read(): Progress {
    return this.#read() ?? nothingKept;
  }

  /** Where the learner is now. */
  moveTo(slug: string): void {
    const progress = this.#read();
    if (progress) this.#write({ ...progress, at: slug });
  }

  /**
   * How an exercise stands now, and how many of its hints were shown; the first solution is kept for good. Another watch of the
   * course may have shown more hints than this one knows of.
   */
  remember(slug: string, standing: Standing, shown: number, now: Date = new Date()): void {
    const progress = this.#read();
    if (!progress) return;
    const { state, points, max } = standing;
    const before = progress.exercises[slug];
    const hints = Math.max(shown, before?.hints ?? 0);
    const solved =
      before?.solved ?? (state === "done" ? { at: now.toISOString(), hints } : undefined);
    const entry = { state, points, max, hints, ...(solved && { solved }) };
    this.#write({ ...progress, exercises: { ...progress.exercises, [slug]: entry } });
  }

  /** Undefined when something is there that the system does not let us read: it is not written over. */
  #read(): Progress | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, "utf8");
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (["ENOENT", "ENOTDIR"].includes(code)) return nothingKept;
      this.#trouble = `.headgate/progress.json cannot be read (${code}), so progress is not kept.`;
      return undefined;
    }
    const progress = progressIn(text);
    if (!progress) this.#moveAside();
    return progress ?? nothingKept;
  }

  /** Written beside and then renamed, so that no reader and no power cut finds half of it. */
  #write(progress: Progress): void {
    const beside = join(this.#folder, `progress-${process.pid}.tmp`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(beside, `${JSON.stringify({ format, version, ...progress }, null, 2)}\n`);
      renameSync(beside, this.#path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.#trouble = `Progress is not kept: .headgate/progress.json cannot be written (${code}).`;
      if (existsSync(beside)) rmSync(beside, { force: true });
    }
  }

  #moveAside(): void {
    const name = `progress-unread-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`;
    try {
      renameSync(this.#path, join(this.#folder, name));
      this.#trouble = `.headgate/progress.json is no progress that can be read here; it was moved to .headgate/${name}.`;
    } catch (error) {
      this.#trouble = `.headgate/progress.json is no progress that can be read here (${(error as NodeJS.ErrnoException).code}).`;
    }
  }
}

/** The progress a text holds; undefined when it holds none of this format and version. */
function progressIn(text: string): Progress | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(parsed) || parsed["format"] !== format || parsed["version"] !== version)
    return undefined;
  const { at, exercises } = parsed;
  if (!isRecord(exercises) || (at !== undefined && typeof at !== "string")) return undefined;
  const entries = Object.entries(exercises);
  if (!entries.every(([, entry]) => isEntry(entry))) return undefined;
  return {
    ...(at !== undefined && { at }),
    exercises: Object.fromEntries(entries) as Record<string, ExerciseProgress>,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is ExerciseProgress {
  if (!isRecord(value)) return false;
  const { state, points, max, hints, solved } = value;
  const isSolved =
    solved === undefined ||
    (isRecord(solved) && typeof solved["at"] === "string" && isCount(solved["hints"]));
  const isState = typeof state === "string" && Object.hasOwn(stateSigns, state);
  return isState && isCount(points) && isCount(max) && isCount(hints) && isSolved;
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
