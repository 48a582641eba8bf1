import type { Edge, Level, Run, Stage, Step } from "../show/run/run.ts";
import { move, newEdge, newStage } from "../show/run/run-reader.ts";
import type { Sample } from "./sampler.ts";

/**
 * A run as figures need it, made of samples: each is one step, `390 events handled a second`. Between
 * two of them nothing is known; a stage or subscription that is gone in a sample has ended there.
 */
export function runOfSamples(samples: readonly Sample[]): Run {
  const reader = new SampleReader();
  for (const sample of samples) reader.take(sample);
  return reader.run;
}

/** Reads samples one after the other. */
export class SampleReader {
  readonly steps: Step[] = [];
  readonly #stages = new Map<string, Stage>();
  readonly #edges = new Map<number, Edge>();
  /** What each stage has counted since it was started last. */
  readonly #counts = new Map<Stage, readonly [handled: number, lost: number]>();

  /** All that was taken so far. */
  get run(): Run {
    return {
      steps: this.steps,
      stages: [...this.#stages.values()],
      edges: [...this.#edges.values()],
      truncated: 0,
    };
  }

  take(sample: Sample): void {
    const { at } = sample.snapshot;
    const step = this.steps.length + 1;
    this.#takeStages(sample, step);
    const asked = this.#takeEdges(sample, step);
    // How fast events came to the stages that nobody asks.
    const handled = sample.rates.stages.reduce(
      (sum, stage) => sum + (asked.has(stage.name) ? 0 : stage.handled),
      0,
    );
    const note = `${Math.round(handled)} events handled a second`;
    this.steps.push({ step, at, what: "sample", from: "", to: "", note });
  }

  #takeStages({ snapshot }: Sample, step: number): void {
    const { at } = snapshot;
    const seen = new Set<Stage>();
    for (const one of snapshot.stages) {
      const { name, kind, handled, discarded, bufferSize } = one;
      const stage = this.#stages.get(name) ?? newStage(name, kind);
      this.#stages.set(name, stage);
      seen.add(stage);
      const [oldHandled, oldLost] = this.#counts.get(stage) ?? [0, 0];
      // One that was started again counts anew.
      const isNew = stage.ended || handled < oldHandled || discarded < oldLost;
      if (isNew || stage.startedAt === undefined) stage.startedAt = step;
      stage.ended = false;
      stage.handled += isNew ? handled : handled - oldHandled;
      stage.lost += isNew ? discarded : discarded - oldLost;
      this.#counts.set(stage, [handled, discarded]);
      if (bufferSize !== undefined) stage.bufferSize = bufferSize;
      put(stage.levels, step, at, {
        waiting: one.waitingEvents,
        "in hand": one.inHand,
        buffered: one.bufferedCount,
      });
      put(stage.levels, sinceOf(step), at, { handled: stage.handled, lost: stage.lost });
    }
    for (const stage of this.#stages.values()) {
      if (seen.has(stage) || stage.ended) continue;
      stage.ended = true;
      stage.endedAt = step;
      put(stage.levels, step, at, { waiting: 0, "in hand": 0, buffered: 0 });
    }
  }

  /** Answers the names of those that are asked. */
  #takeEdges({ snapshot }: Sample, step: number): ReadonlySet<string> {
    const { at } = snapshot;
    const seen = new Set<Edge>();
    for (const one of snapshot.subscriptions) {
      const { subscription, producer, consumer, delivered, pending: owed } = one;
      const edge = this.#edges.get(subscription) ?? newEdge(producer, consumer);
      this.#edges.set(subscription, edge);
      seen.add(edge);
      const stage = this.#stages.get(producer);
      if (stage !== undefined) {
        stage.sent += delivered - edge.delivered;
        put(stage.levels, sinceOf(step), at, { sent: stage.sent });
      }
      const asked = delivered + owed;
      Object.assign(edge, { delivered, asked, owed });
      put(edge.levels, sinceOf(step), at, { delivered, asked });
      put(edge.levels, step, at, { owed });
    }
    for (const edge of this.#edges.values()) {
      if (seen.has(edge) || edge.closed) continue;
      edge.closed = true;
      edge.closedAt = step;
      edge.owed = 0;
      put(edge.levels, step, at, { owed: 0 });
    }
    return new Set([...seen].map(({ producer }) => producer));
  }
}

/** What was counted up to the first sample had happened before it, at no rate that is known. */
const sinceOf = (step: number): number => (step === 1 ? 0 : step);

function put<Of extends string>(
  levels: Readonly<Record<Of, Level>>,
  step: number,
  at: number,
  values: Readonly<Partial<Record<Of, number>>>,
): void {
  for (const of in values) move(levels[of], step, at, values[of]!);
}
