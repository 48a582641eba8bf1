import { fstatSync } from "node:fs";
import type { ReadStream, WriteStream } from "node:tty";
import type { ExerciseSource } from "@headgate/check/node";
import { terminalStyle } from "../terminal-style.ts";
import { ProgressFile } from "./progress-file.ts";
import { isDone, type Standing } from "./state-of.ts";
import { Terminal } from "./terminal.ts";
import { printedLines } from "./watch-lines.ts";
import { screenLines } from "./watch-screen.ts";
import {
  firstStep,
  present,
  type WatchEffect,
  type WatchEvent,
  type WatchState,
} from "./watch-state.ts";
import { step } from "./watch-step.ts";
import { shownExercise, WatchWork, type WorkSettings } from "./watch-work.ts";

/** What a watch needs. */
export interface WatchOptions extends Omit<WorkSettings, "progress" | "emit"> {
  readonly exercises: readonly ExerciseSource[];
  /** The exercise to begin with; without it the one that was worked on last. */
  readonly slug?: string;
  readonly input?: ReadStream;
  readonly output?: WriteStream;
}

/**
 * Watches the answer of one exercise after the other: a verdict at every save, and keys where there is a terminal.
 * Resolves when the learner quits; without a terminal also when a pipe on stdin ends.
 */
export function watchExercises(options: WatchOptions): Promise<void> {
  return new Promise((resolve) => new Watch(options, resolve).start());
}

class Watch {
  readonly #options: WatchOptions;
  readonly #end: () => void;
  readonly #progress: ProgressFile;
  readonly #work: WatchWork;
  readonly #input: ReadStream;
  readonly #output: WriteStream;
  #terminal: Terminal | undefined;
  #state: WatchState | undefined;
  #isOver = false;

  constructor(options: WatchOptions, end: () => void) {
    this.#options = options;
    this.#end = end;
    this.#input = options.input ?? process.stdin;
    this.#output = options.output ?? process.stdout;
    this.#progress = new ProgressFile(options.root);
    const { exercises, ...settings } = options;
    const emit = (event: WatchEvent): void => this.#take(event);
    this.#work = new WatchWork(exercises, { ...settings, progress: this.#progress, emit });
  }

  start(): void {
    const { exercises, root, slug } = this.#options;
    const { at, exercises: known } = this.#progress.read();
    const isDumb = process.env["TERM"] === "dumb";
    const hasTerminal = this.#input.isTTY && this.#output.isTTY && !isDumb;
    const places = exercises.map((it) => it.slug);
    const begin = [
      slug === undefined ? -1 : places.indexOf(slug),
      at === undefined ? -1 : places.indexOf(at),
      places.findIndex((it) => !isDone(known[it])),
    ].find((place) => place !== -1);
    const standings: Record<string, Standing> = { ...known };
    const hints: Record<string, number> = {};
    for (const it of places) hints[it] = known[it]?.hints ?? 0;
    // Where no key can ask for a hint, the first one is shown.
    const beginSlug = places[begin ?? 0]!;
    if (!hasTerminal) hints[beginSlug] = Math.max(1, hints[beginSlug]!);
    const shown = exercises.map((source) => shownExercise(root, source));
    const first = firstStep(shown, begin ?? 0, { standings, hints });
    this.#state = first.state;
    if (hasTerminal) this.#openTerminal();
    else this.#withoutTerminal();
    this.#draw();
    for (const effect of first.effects) this.#do(effect);
  }

  #openTerminal(): void {
    this.#terminal = new Terminal(this.#input, this.#output, {
      onKey: (key) => this.#take({ type: "key", key }),
      onResize: () => this.#do({ type: "redraw" }),
      onEnd: () => this.#quit(),
    });
  }

  /** Somebody's script or editor reads along: one verdict after the other, until a signal or the end of its pipe. */
  #withoutTerminal(): void {
    this.#output.on("error", () => this.#quit());
    if (isPipe()) this.#input.resume().once("end", () => this.#quit());
    this.#print([`Watching ${present(this.#state!).answer}; Ctrl-C ends it.`]);
  }

  #take(event: WatchEvent): void {
    if (this.#isOver || !this.#state) return;
    const before = this.#state;
    const { state, effects } = step(before, event);
    this.#state = state;
    if (state !== before) {
      this.#draw();
      if (!this.#terminal) this.#print(printedLines(state, event, terminalStyle()));
    }
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: WatchEffect): void {
    switch (effect.type) {
      case "quit":
        return this.#quit();
      case "suspend":
        return this.#terminal?.suspend();
      case "redraw":
        this.#terminal?.clear();
        return this.#draw();
      default:
        return this.#work.do(effect);
    }
  }

  #draw(): void {
    if (this.#state) this.#terminal?.draw(screenLines(this.#state, this.#terminal.screen));
  }

  #print(lines: readonly string[]): void {
    if (lines.length > 0) this.#output.write(`${lines.join("\n")}\n`);
  }

  #quit(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#work.close();
    if (this.#terminal) {
      this.#terminal.close();
      const { slug } = present(this.#state!);
      this.#print([`You are at ${slug}; \`npm run check -- --watch\` goes on there.`]);
    } else this.#input.pause();
    this.#end();
  }
}

/** Whether stdin comes from another process that may end, and not from nowhere or from a file. */
function isPipe(): boolean {
  try {
    const status = fstatSync(0);
    return status.isFIFO() || status.isSocket();
  } catch {
    return false;
  }
}
