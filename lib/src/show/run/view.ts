import { quoted } from "../../errors.ts";
import type { Edge, Run, Step } from "./run.ts";
import { stageLayers } from "./stage-layers.ts";
import { count, counted, fit, span } from "../paint/words.ts";

/** What a figure may be told. */
export interface DrawOptions {
  /**
   * `"sequence"`: who sent what to whom, step by step. `"depth"`: what was owed and what waited, over
   * time. `"topology"`: who asks whom, with totals. Default: `"sequence"` for a run of up to 60 steps
   * and 6 stages; for a longer one `"depth"`; `"topology"` where no message was sent.
   */
  readonly as?: "sequence" | "depth" | "topology";
  /** The heading; a default by `as`. */
  readonly title?: string;
  /** Names of the stages to draw. Default: the first 12 that send or ask. */
  readonly stages?: readonly string[];
  /** First step to draw, a place in the trace from 1. Default 1. Totals still count from the start. */
  readonly from?: number;
  /** Last step to draw. Default: the last of the trace. Totals are those behind this step. */
  readonly to?: number;
}

/** The part of a run that one figure draws. */
export interface View {
  readonly run: Run;
  /** Stages drawn, in order of layers: producers first. */
  readonly names: readonly string[];
  /** Layer of every stage drawn, from 0. */
  readonly layers: ReadonlyMap<string, number>;
  /** Subscriptions between stages drawn. */
  readonly edges: readonly Edge[];
  /** Steps from `from` on whose stages are drawn. */
  readonly steps: readonly Step[];
  /** What the figure leaves out or cannot know: whole sentences. */
  readonly notes: readonly string[];
}

/** More lanes or boxes than this no reader follows; `stages` names others. */
export const maxStages = 12;

/** Chooses what to draw. Throws a `RangeError` for a stage the trace does not know. */
export function viewOf(run: Run, options: DrawOptions): View {
  const { from = 1, stages } = options;
  const known = run.stages.map((stage) => stage.name);
  for (const name of stages ?? []) {
    if (!known.includes(name)) {
      throw new RangeError(
        `Expected \`stages\` to name stages of this trace (${known.slice(0, 8).join(", ")}), got ${quoted(name)}`,
      );
    }
  }
  const chosen = new Set(stages ?? firstToTalk(run));
  const edges = run.edges.filter((edge) => chosen.has(edge.producer) && chosen.has(edge.consumer));
  const drawn = known.filter((name) => chosen.has(name));
  const layers = stageLayers(
    drawn,
    edges.map((edge) => [edge.producer, edge.consumer]),
  );
  const names = [...drawn].sort((a, b) => layers.get(a)! - layers.get(b)!);
  const window = run.steps.filter((step) => step.step >= from);
  const steps = window.filter(
    ({ from, to, edge }) => chosen.has(to) && (edge === undefined || chosen.has(from)),
  );
  return {
    run,
    names,
    layers,
    edges,
    steps,
    notes: notesOf(run, names.length, window.length - steps.length),
  };
}

function firstToTalk(run: Run): Set<string> {
  const chosen = new Set<string>();
  const talking = run.steps
    .filter((step) => step.edge !== undefined)
    .flatMap(({ from, to }) => [from, to]);
  for (const name of [...talking, ...run.stages.map((stage) => stage.name)]) {
    if (chosen.size < maxStages) chosen.add(name);
  }
  return chosen;
}

/** The run in a few sentences: how much was drawn, and what was asked, delivered and owed. */
export function summaryOf({ names, steps, edges }: View): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return "Nothing to draw.";
  const size = `${counted(names.length, "stage")}, ${counted(steps.length, "step")}, ${span(first.at, last.at)}.`;
  const sum = (of: "asked" | "delivered" | "owed"): string =>
    `${count(edges.reduce((all, edge) => all + edge[of], 0))} ${of}`;
  const sentences =
    edges.length > 3
      ? [
          `${counted(edges.length, "subscription")}: ${sum("asked")}, ${sum("delivered")}, ${sum("owed")}.`,
        ]
      : edges.map(({ producer, consumer, asked, delivered, owed, closed }) => {
          const now = closed ? "closed" : `${count(owed)} owed`;
          return `${fit(producer, 40)} → ${fit(consumer, 40)}: ${count(asked)} asked, ${count(delivered)} delivered, ${now}.`;
        });
  return [size, ...sentences].join(" ");
}

function notesOf(run: Run, drawn: number, hiddenSteps: number): string[] {
  const notes: string[] = [];
  const hidden = run.stages.length - drawn;
  if (run.steps.length === 0) {
    notes.push(
      "The trace is empty: nothing has run yet, or the system was made without `trace: true`.",
    );
  }
  if (run.truncated > 0) {
    notes.push(
      `The first ${counted(run.truncated, "step")} fell out of the bounded trace: totals count from step ${count(run.truncated + 1)}.`,
    );
  }
  if (hidden > 0) {
    notes.push(
      `${counted(hidden, "more stage")} and ${counted(hiddenSteps, "step")} of theirs not drawn.`,
    );
  }
  for (const { producer, consumer, owed } of run.edges) {
    if (owed < 0)
      notes.push(
        `${fit(producer, 40)} sent ${counted(-owed, "event")} more than ${fit(consumer, 40)} asked for.`,
      );
  }
  return notes;
}
