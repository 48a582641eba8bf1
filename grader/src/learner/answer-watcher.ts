import { readdirSync, readFileSync, statSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Whom a watcher tells, and how patient it is. */
export interface WatcherOptions {
  /** The answer has another text than before, or a file beside it that it may import has changed. */
  readonly onChange: () => void;
  /** The check file or the statement has changed. */
  readonly onExercise: () => void;
  /** The answer's file has been gone for a while. */
  readonly onMissing: () => void;
  /** Milliseconds without a further event before a change is told; default 10. */
  readonly quietMs?: number;
  /** Milliseconds for which an empty or absent file is taken for one that is being written; default 150. */
  readonly patienceMs?: number;
  /** Milliseconds between two looks where no event comes, as on some network drives; default 500. */
  readonly pollMs?: number;
}

/**
 * Watches the file of an answer, however an editor writes it: in place, through a rename, by deleting and making it
 * anew, or emptied first. It watches the folder, for a file that is replaced takes its watcher with it.
 */
export class AnswerWatcher {
  readonly #path: string;
  readonly #options: Required<WatcherOptions>;
  readonly #poll: ReturnType<typeof setInterval>;
  #events: FSWatcher | undefined;
  #folder: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstEventAt: number | undefined;
  #doubtSince: number | undefined;
  #text: string | undefined;
  #beside: string;
  #exercise: string;

  constructor(path: string, options: WatcherOptions) {
    this.#path = path;
    this.#options = { quietMs: 10, patienceMs: 150, pollMs: 500, ...options };
    this.#text = textOf(path);
    [this.#beside, this.#exercise] = marksBeside(path);
    this.#arm();
    this.#poll = setInterval(() => {
      this.#arm();
      if (this.#timer === undefined) this.#look();
    }, this.#options.pollMs);
  }

  /** Takes what is on disk now for known: whoever wrote it says so by other means. */
  acknowledge(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#firstEventAt = this.#doubtSince = undefined;
    this.#text = textOf(this.#path);
    [this.#beside, this.#exercise] = marksBeside(this.#path);
  }

  close(): void {
    clearInterval(this.#poll);
    clearTimeout(this.#timer);
    this.#events?.close();
  }

  /** Listens to the folder, anew when it is another than before. */
  #arm(): void {
    const folder = dirname(this.#path);
    const status = statSync(folder, { throwIfNoEntry: false });
    // A new folder may have the number of the old one.
    const now = status && `${status.ino} ${status.birthtimeMs}`;
    if (this.#events && now === this.#folder) return;
    this.#events?.close();
    this.#events = undefined;
    this.#folder = now;
    if (now === undefined) return;
    try {
      this.#events = watch(folder, () => this.#soon(this.#options.quietMs));
      this.#events.on("error", () => {
        this.#events?.close();
        this.#events = undefined;
      });
    } catch {
      // No events here, such as where the system's watches are used up: the looks in between find what changes.
    }
  }

  #soon(ms: number): void {
    const now = performance.now();
    this.#firstEventAt ??= now;
    // A file that is written all the time is looked at all the same.
    const latest = this.#firstEventAt + this.#options.patienceMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), Math.max(0, Math.min(ms, latest - now)));
  }

  #look(): void {
    this.#timer = undefined;
    this.#firstEventAt = undefined;
    const text = textOf(this.#path);
    if (text !== this.#text && this.#mayBeHalfWritten(text))
      return this.#soon(this.#options.quietMs);
    this.#doubtSince = undefined;
    const [beside, exercise] = marksBeside(this.#path);
    const before = { text: this.#text, beside: this.#beside, exercise: this.#exercise };
    [this.#text, this.#beside, this.#exercise] = [text, beside, exercise];
    if (exercise !== before.exercise && exercise !== "") this.#options.onExercise();
    else if (text === undefined && before.text !== undefined) this.#options.onMissing();
    else if (text !== undefined && (text !== before.text || beside !== before.beside))
      this.#options.onChange();
  }

  /** Editors empty or remove a file for a moment; who does so for longer means it. */
  #mayBeHalfWritten(text: string | undefined): boolean {
    if (text !== undefined && text.trim() !== "") return false;
    this.#doubtSince ??= performance.now();
    return performance.now() - this.#doubtSince < this.#options.patienceMs;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** What tells a change of the files beside an answer: of its own modules, and of the exercise. */
function marksBeside(path: string): [beside: string, exercise: string] {
  const folder = dirname(path);
  const [beside, exercise]: [string[], string[]] = [[], []];
  for (const name of namesIn(folder)) {
    if (name === basename(path)) continue;
    const isExercise = name === "README.md" || name.endsWith(".test.ts");
    if (!isExercise && !name.endsWith(".ts")) continue;
    const status = statSync(join(folder, name), { throwIfNoEntry: false });
    if (status) (isExercise ? exercise : beside).push(`${name} ${status.mtimeMs} ${status.size}`);
  }
  return [beside.join("\n"), exercise.join("\n")];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
