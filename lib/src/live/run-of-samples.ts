import type { Edge, Level, Run, Stage, Step } from "../show/run/run.ts";
import { move, newEdge, newStage } from "../show/run/run-reader.ts";
import type { Sample } from "./sampler.ts";

/**
 * A run as figures need it, made of samples: each is one step, `sample 7: 1,200 events/s`. Between two
 * of them nothing is known. Pure; a stage or subscription that is gone in a sample has ended there.
 */
export function runOfSamples(samples: readonly Sample[]): Run {
  const stages = new Map<string, Stage>();
  const edges = new Map<number, Edge>();
  const steps = samples.map((sample, index): Step => {
    const step = index + 1;
    const { at } = sample.snapshot;
    takeStages(stages, sample, step);
    takeEdges(edges, sample, step);
    return { step, at, what: "sample", from: "", to: "", note: words(sample) };
  });
  const all = [...stages.values(), ...edges.values()];
  const levels = all.flatMap((one): Level[] => Object.values(one.levels));
  return {
    steps,
    stages: [...stages.values()],
    edges: [...edges.values()],
    levels: levels.filter(({ points }) => points.length > 0),
    truncated: 0,
  };
}

/** How fast events came to the stages that nobody asks. */
function words({ rates, snapshot }: Sample): string {
  const asked = new Set(snapshot.subscriptions.map(({ producer }) => producer));
  const last = rates.stages.filter(({ name }) => !asked.has(name));
  const handled = last.reduce((sum, stage) => sum + stage.handled, 0);
  return `${Math.round(handled)} events handled a second`;
}

function takeStages(stages: Map<string, Stage>, { snapshot }: Sample, step: number): void {
  const { at, subscriptions } = snapshot;
  const seen = new Set<string>();
  for (const one of snapshot.stages) {
    seen.add(one.name);
    const stage = stages.get(one.name) ?? newStage(one.name, one.kind);
    stages.set(one.name, stage);
    stage.startedAt ??= step;
    stage.ended = false;
    if (one.bufferSize !== undefined) stage.bufferSize = one.bufferSize;
    const own = subscriptions.filter(({ producer }) => producer === one.name);
    const sent = own.reduce((sum, { delivered }) => sum + delivered, 0);
    const { levels } = stage;
    const before = levels.sent.points.at(-1)?.[2] ?? 0;
    stage.handled = one.handled;
    stage.lost = one.discarded;
    // What a subscription that has ended had carried stays sent.
    stage.sent = Math.max(sent, before);
    put(levels, step, at, {
      waiting: one.waitingEvents,
      "in hand": one.inHand,
      buffered: one.bufferedCount,
      sent: stage.sent,
      handled: stage.handled,
      lost: stage.lost,
    });
  }
  for (const stage of stages.values()) {
    if (seen.has(stage.name) || stage.ended) continue;
    stage.ended = true;
    stage.endedAt = step;
    put(stage.levels, step, at, { waiting: 0, "in hand": 0, buffered: 0 });
  }
}

function put<Of extends string>(
  levels: Readonly<Record<Of, Level>>,
  step: number,
  at: number,
  values: Readonly<Partial<Record<Of, number>>>,
): void {
  for (const of in values) move(levels[of], step, at, values[of]!);
}

function takeEdges(edges: Map<number, Edge>, { snapshot }: Sample, step: number): void {
  const { at } = snapshot;
  const seen = new Set<number>();
  for (const one of snapshot.subscriptions) {
    seen.add(one.subscription);
    const edge = edges.get(one.subscription) ?? newEdge(one.producer, one.consumer);
    edges.set(one.subscription, edge);
    if (one.mode === "automatic") {
      edge.maxDemand = one.maxDemand;
      edge.minDemand = one.minDemand;
    }
    edge.delivered = one.delivered;
    edge.asked = one.delivered + one.pending;
    edge.owed = one.pending;
    const { delivered, asked, owed } = edge;
    put(edge.levels, step, at, { delivered, asked, owed });
  }
  for (const [id, edge] of edges) {
    if (seen.has(id) || edge.closed) continue;
    edge.closed = true;
    edge.closedAt = step;
    edge.owed = 0;
    move(edge.levels.owed, step, at, 0);
  }
}
