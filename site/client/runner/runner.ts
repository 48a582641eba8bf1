import type { CompiledCell } from "../../src/compile-cell.ts";
import type { LiveCell } from "../page/live-cell.ts";
import { updateChapter } from "../page/store.ts";
import type { RunRequest, WorkerMessage } from "../protocol.ts";
import { CellOutput } from "./cell-output.ts";

/** A cell may run this long; cells that really take longer say so in their markup. */
export const defaultLimitMs = 10_000;

interface Run {
  readonly cell: LiveCell;
  readonly source: string;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Runs the cells of a page in one worker, one after another. The worker is the session: what ends it (Stop, a limit,
 * a crash) ends all that the cells had declared, and the page says so.
 */
export class Runner {
  private readonly cells: readonly LiveCell[];
  private readonly chapter: string;
  private readonly outputs = new Map<LiveCell, CellOutput>();
  private readonly compiled: Promise<readonly CompiledCell[]>;
  private readonly status: HTMLElement | null = document.getElementById("run-status");
  /** The cells that have run in this session, with the place of their last run in the order of all runs. */
  private readonly finished = new Map<LiveCell, number>();
  private runs = 0;
  /** What a cell's text was when it last ran in this session. */
  private readonly texts = new Map<LiveCell, string>();
  private worker: Worker | null = null;
  private waiting: LiveCell[] = [];
  private current: Run | null = null;

  constructor(cells: readonly LiveCell[], chapter: string) {
    this.cells = cells;
    this.chapter = chapter;
    for (const cell of cells) this.outputs.set(cell, new CellOutput(cell));
    this.compiled = loadCompiled();
  }

  /** Runs cells behind those that are already waiting. Hidden cells that stand directly before one may go with it. */
  async run(cells: readonly LiveCell[]): Promise<void> {
    for (const cell of cells.flatMap((it) => [...this.preludeOf(it, cells), it])) {
      if (this.waiting.includes(cell) || this.current?.cell === cell) continue;
      this.waiting.push(cell);
      cell.showState("waiting");
    }
    await this.next();
  }

  /** Runs everything from the top of the page to a cell. */
  async runUpTo(cell: LiveCell): Promise<void> {
    await this.run(this.cells.slice(0, this.cells.indexOf(cell) + 1));
  }

  /** Stops the run of a cell, or takes it out of those that wait. */
  stop(cell: LiveCell): void {
    if (this.current?.cell === cell) return this.abort("Stopped.");
    this.waiting = this.waiting.filter((it) => it !== cell);
    cell.showState("idle");
  }

  /** Begins a new session and clears all outputs. */
  restart(): void {
    this.endSession();
    for (const output of this.outputs.values()) output.clear();
    this.say("Session restarted.");
  }

  /**
   * What runs before a cell without being asked for: the hidden cells directly before it that have not run since the
   * visible one before them; and before a check, the answer that it checks, where that is not what ran last.
   */
  private preludeOf(cell: LiveCell, asked: readonly LiveCell[]): LiveCell[] {
    if (cell.isCheck) {
      const answer = this.answerOf(cell);
      return asked.includes(answer) || this.texts.get(answer) === answer.source ? [] : [answer];
    }
    const prelude: LiveCell[] = [];
    let at = this.cells.indexOf(cell) - 1;
    for (; at >= 0 && this.cells[at]!.isPrelude; at--) prelude.unshift(this.cells[at]!);
    const before = at < 0 ? 0 : (this.finished.get(this.cells[at]!) ?? 0);
    return prelude.filter((it) => !asked.includes(it) && (this.finished.get(it) ?? -1) < before);
  }

  /** The cell that a check judges. */
  private answerOf(check: LiveCell): LiveCell {
    return this.cells[this.cells.indexOf(check) - 1]!;
  }

  private async next(): Promise<void> {
    if (this.current !== null) return;
    const cell = this.waiting.shift();
    if (cell === undefined) return;
    const run: Run = { cell, source: cell.source, timer: undefined };
    this.current = run;
    cell.showState("running");
    cell.showRan(false);
    this.outputs.get(cell)!.clear();
    const compiled = await this.compiledOf(cell);
    const answer = cell.isCheck ? await this.askedOf(cell) : undefined;
    if (this.current !== run) return; // Stopped meanwhile.
    const request: RunRequest = {
      type: "run",
      cell: cell.number,
      source: run.source,
      ...(compiled && { compiled }),
      ...(answer && { answer }),
    };
    this.session().postMessage(request);
  }

  private async compiledOf(cell: LiveCell): Promise<CompiledCell | undefined> {
    if (cell.isEdited) return undefined;
    try {
      const compiled = (await this.compiled)[this.cells.indexOf(cell)];
      return compiled && { ...compiled, code: cell.withSlider(compiled.code) };
    } catch {
      return undefined; // The worker then compiles the cell's text itself.
    }
  }

  /** What an exercise asks its answer to declare: what the course's own check of it takes from above. */
  private async askedOf(check: LiveCell): Promise<RunRequest["answer"]> {
    const compiled = await this.compiled.catch(() => []);
    const needs = compiled[this.cells.indexOf(check)]?.needs ?? [];
    const names = needs.filter(({ session }) => session).map(({ name }) => name);
    return { cell: this.answerOf(check).number, names };
  }

  private session(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(workerAddress(), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if (worker === this.worker) this.take(data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (worker !== this.worker) return;
      this.abort(
        `The session broke off${event.message ? `: ${event.message}` : ", or could not be loaded"}.`,
      );
    });
    this.worker = worker;
    return worker;
  }

  private take(message: WorkerMessage): void {
    if (message.type === "checked") return this.remember(message.slug, message.points, message.max);
    const cell = this.cells.find((it) => it.number === message.cell);
    if (cell === undefined) return;
    const output = this.outputs.get(cell)!;
    switch (message.type) {
      case "started":
        return this.watch(cell);
      case "print":
        return output.print(message);
      case "display":
        return output.display(message.bundle, message.id);
      case "missing":
        return void this.tellMissing(cell, message.name, message.line);
      case "done":
        return this.finish(cell, message.outcome);
      default:
        return message satisfies never;
    }
  }

  private watch(cell: LiveCell): void {
    if (this.current?.cell !== cell) return;
    const limitMs = Number(cell.element.dataset["limitMs"] ?? defaultLimitMs);
    const sentence = `Stopped after ${limitMs / 1000} s: a loop that never ends, or a promise that nobody resolves.`;
    this.current.timer = setTimeout(() => this.abort(sentence), limitMs);
  }

  private async tellMissing(cell: LiveCell, name: string, line: number): Promise<void> {
    const compiled = await this.compiled.catch(() => []);
    const at = compiled.findIndex((it) => it.declares.includes(name));
    const owner = at === -1 || at >= this.cells.indexOf(cell) ? undefined : this.cells[at]!;
    const output = this.outputs.get(cell)!;
    const answer = cell.isCheck ? this.answerOf(cell) : undefined;
    if (answer !== undefined && compiled[this.cells.indexOf(answer)]?.declares.includes(name)) {
      output.note(
        `Cell ${answer.number} does not declare \`${name}\`, so there is no answer to check.`,
      );
    } else if (owner === undefined) {
      const place = { cell: cell.number, line };
      const text = `\`${name}\` is not defined: no cell above declares it.`;
      output.print({ type: "print", cell: cell.number, stream: "error", text, place });
    } else if (cell.isPrelude) {
      return; // The visible cell behind it will say so.
    } else {
      const why = this.finished.has(owner)
        ? "does not declare it as it stands now"
        : "has not been run in this session";
      const where = owner.isPrelude ? "a cell above" : `cell ${owner.number}`;
      output.note(`\`${name}\` comes from ${where}, which ${why}.`, "above");
    }
  }

  private finish(cell: LiveCell, outcome: "finished" | "failed" | "missing"): void {
    const run = this.current;
    if (run?.cell !== cell) return;
    clearTimeout(run.timer);
    this.current = null;
    cell.showState("idle");
    if (outcome === "finished") {
      this.finished.set(cell, (this.runs += 1));
      this.texts.set(cell, run.source);
      cell.showRan(true);
    } else {
      this.texts.delete(cell); // It may have put other values in place of those of its last good run.
    }
    const goesOn = outcome === "finished" || cell.expectsError || cell.isPrelude;
    // That it ran stands in the cell's own bar, which is read out too.
    if (goesOn) this.say("");
    else this.giveUp(`Cell ${cell.number} did not finish.`);
    void this.next();
  }

  /** Does not run what waits: it builds on a cell that failed. A check's verdict on an earlier answer goes too. */
  private giveUp(sentence: string): void {
    for (const cell of this.waiting) {
      cell.showState("idle");
      if (!cell.isCheck) continue;
      const output = this.outputs.get(cell)!;
      output.clear();
      cell.showRan(false);
      const { number } = this.answerOf(cell);
      output.note(`Cell ${number} did not run to its end, so there is no answer to check.`);
    }
    this.waiting = [];
    this.say(sentence);
  }

  private abort(sentence: string): void {
    const stopped = this.current?.cell;
    const lost = this.finished.size > 0;
    this.endSession();
    if (stopped === undefined) return;
    const note = lost
      ? `${sentence} The session was restarted: run the cells above again.`
      : sentence;
    this.outputs.get(stopped)!.note(note, lost ? "above-only" : undefined);
    this.say(note);
  }

  private endSession(): void {
    clearTimeout(this.current?.timer);
    this.worker?.terminate();
    this.worker = null;
    this.current?.cell.showState("idle");
    this.current = null;
    this.finished.clear();
    this.texts.clear();
    for (const cell of this.cells) cell.showRan(false);
    this.giveUp("");
  }

  private remember(slug: string, points: number, max: number): void {
    updateChapter(this.chapter, ({ checks }) => {
      const best = checks[slug]?.points ?? -1;
      if (points >= best) checks[slug] = { points, max };
    });
  }

  private say(sentence: string): void {
    if (this.status) this.status.textContent = sentence;
  }
}

/** What the builder compiled the page's cells to, in their order. */
async function loadCompiled(): Promise<readonly CompiledCell[]> {
  const address = document.body.dataset["cells"];
  if (address === undefined) throw new Error("This page names no compiled cells.");
  const response = await fetch(address);
  if (!response.ok) throw new Error(`Cannot load ${address}.`);
  return (await response.json()) as CompiledCell[];
}

function workerAddress(): URL {
  return new URL(document.body.dataset["worker"]!, document.baseURI);
}
