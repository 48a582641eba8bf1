import {
  countUpTo,
  valueAt,
  type Edge,
  type Level,
  type Run,
  type Stage,
  type Step,
} from "./run.ts";
import { stageLayers } from "./stage-layers.ts";
import { timeSpan } from "../paint/times.ts";
import { count, counted, fit } from "../paint/words.ts";

/** What a figure may be told. */
export interface DrawOptions {
  /**
   * `"sequence"`: who sent what to whom, step by step. `"marbles"`: the same along a time axis, events
   * down and demand up. `"depth"`: what was owed, in flight, on order and buffered, and how much was handled
   * in a second, or in whatever the axis counts, over time; what was on order only where `minDemand` is above 0,
   * with a line at that level. Both are over steps instead where what is drawn knows fewer than 8 times, and
   * then without how much was handled. `"lost"`: where every event went, and which were lost. `"topology"`: who
   * asks whom, with totals. Default: `"sequence"` for a run of up to 60 steps and 6 stages; for a longer one
   * `"depth"`; `"topology"` where no message was sent.
   */
  readonly as?: "sequence" | "marbles" | "depth" | "lost" | "topology";
  /** The heading; a default by `as`. */
  readonly title?: string;
  /** Names of the stages to draw. Default: the first 12 that send or ask. */
  readonly stages?: readonly string[];
  /** First step to draw, a place in the trace from 1. Default 1. Totals still count from the start. */
  readonly from?: number;
  /** Last step to draw. Default: the last of the trace. Totals are those behind this step; stages that start later are drawn, too. */
  readonly to?: number;
}

/** What a view may be told: what a figure may, and where somebody who goes through the run stands. */
export interface ViewOptions extends DrawOptions {
  /** The step to mark. */
  readonly current?: number;
}

/** The part of a run that one figure draws. */
export interface View {
  /** The whole run; totals of its stages and edges are those behind `to`. */
  readonly run: Run;
  /** Stages drawn, in order of layers: producers first. */
  readonly names: readonly string[];
  /** Layer of every stage drawn, from 0. */
  readonly layers: ReadonlyMap<string, number>;
  /** Subscriptions between stages drawn. A copy of a run's edge has the same `levels`. */
  readonly edges: readonly Edge[];
  /** Steps of the window whose stages are drawn. */
  readonly steps: readonly Step[];
  /** The last step that counts: `to`, or the last of the run; 0 for an empty one. */
  readonly to: number;
  /** The step to mark. */
  readonly current?: number;
  /** What the figure leaves out or cannot know: whole sentences. */
  readonly notes: readonly string[];
}

/** More lanes or boxes than this no reader follows; `stages` names others. */
export const maxStages = 12;

/**
 * Chooses what to draw. Takes time for what is drawn and for the number of stages; the run as a whole
 * is gone through once only, so a player may ask for window after window. Stages and subscriptions that
 * begin behind `to` are there, with totals of 0. A stage that the run does not know is not drawn.
 */
export function viewOf(run: Run, options: ViewOptions): View {
  const { from = 1, stages, current } = options;
  const last = run.steps.at(-1)?.step ?? 0;
  const to = Math.min(options.to ?? last, last);
  const known = run.stages.map((stage) => stage.name);
  const chosen = new Set(stages ?? firstToTalk(run));
  const then = to < last ? behind(run, to) : run;
  const edges = then.edges.filter((edge) => chosen.has(edge.producer) && chosen.has(edge.consumer));
  const drawn = known.filter((name) => chosen.has(name));
  const layers = stageLayers(
    drawn,
    edges.map((edge) => [edge.producer, edge.consumer]),
  );
  const names = [...drawn].sort((a, b) => layers.get(a)! - layers.get(b)!);
  const window = run.steps.slice(stepsBefore(run, from), stepsBefore(run, to + 1));
  const steps = window.filter(
    ({ what, from, to, edge }) =>
      what === "sample" || (chosen.has(to) && (edge === undefined || chosen.has(from))),
  );
  const notes = notesOf(then, names.length, window.length - steps.length);
  const mark = current === undefined ? {} : { current };
  return { run: then, names, layers, edges, steps, to, notes, ...mark };
}

/** A stage that is drawn. */
export const stageOf = ({ run }: View, name: string): Stage =>
  run.stages.find((stage) => stage.name === name)!;

/** The step before the first one drawn; where none is drawn, that up to which the run has come. */
export const stepBefore = ({ steps, to }: View): number => (steps[0] ? steps[0].step - 1 : to);

/** How many steps of a run come before the step of this number. */
export const stepsBefore = ({ steps }: Run, step: number): number =>
  countUpTo(steps, (one) => one.step, step - 1);

/** The values of several levels behind a step. */
export function valuesAt<Of extends string>(
  levels: Readonly<Record<Of, Level>>,
  step: number,
): Record<Of, number> {
  const values = Object.entries<Level>(levels).map(([of, level]) => [of, valueAt(level, step)]);
  return Object.fromEntries(values) as Record<Of, number>;
}

/** The run with the totals that its stages and subscriptions had behind a step. */
function behind(run: Run, step: number): Run {
  const edges = run.edges.map((edge): Edge => {
    const closed = edge.closed && edge.closedAt! <= step;
    return { ...edge, ...valuesAt(edge.levels, step), closed };
  });
  const stages = run.stages.map((stage): Stage => {
    return { ...stage, ...valuesAt(stage.levels, step), ended: hasEnded(stage, step) };
  });
  return { ...run, stages, edges };
}

/** Whether a stage has ended by a step, and has not been started again under its name since. */
export function hasEnded({ startedAt = 0, endedAt = Infinity }: Stage, step: number): boolean {
  const isBack = startedAt > endedAt && startedAt <= step;
  return endedAt <= step && !isBack;
}

/** Of each run, who has talked in the steps seen so far; a run that is still read may grow. */
const talkers = new WeakMap<Run["steps"], { seen: number; readonly names: Set<string> }>();

function firstToTalk({ steps, stages }: Run): Set<string> {
  const talked = talkers.get(steps) ?? { seen: 0, names: new Set() };
  talkers.set(steps, talked);
  for (; talked.seen < steps.length && talked.names.size < maxStages; talked.seen++) {
    const { from, to, edge } = steps[talked.seen]!;
    if (edge === undefined) continue;
    talked.names.add(from);
    if (talked.names.size < maxStages) talked.names.add(to);
  }
  const chosen = new Set(talked.names);
  for (const { name } of stages) if (chosen.size < maxStages) chosen.add(name);
  return chosen;
}

/** The run in a few sentences: how much was drawn, and what was asked, delivered and owed. */
export function summaryOf({ names, steps, edges }: View): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return "Nothing to draw.";
  const size = `${counted(names.length, "stage")}, ${counted(steps.length, "step")}, ${timeSpan(first.at, last.at)}.`;
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

/** How many events the stages drawn have lost. */
export const lostIn = ({ run, names }: View): number =>
  run.stages.reduce((sum, { name, lost }) => sum + (names.includes(name) ? lost : 0), 0);

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
