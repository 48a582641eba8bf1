import type { Edge, Level, Run, Stage, Step } from "../show/run/run.ts";
import type { StageSnapshot, SubscriptionSnapshot } from "../snapshot.ts";
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

function words({ rates }: Sample): string {
  const handled = rates.stages.reduce((sum, stage) => sum + stage.handled, 0);
  return `${Math.round(handled)} events handled a second`;
}

function takeStages(stages: Map<string, Stage>, { snapshot }: Sample, step: number): void {
  const { at, subscriptions } = snapshot;
  const seen = new Set<string>();
  for (const one of snapshot.stages) {
    seen.add(one.name);
    const stage = stages.get(one.name) ?? stageOf(one, step);
    stages.set(one.name, stage);
    const { levels } = stage;
    stage.ended = false;
    stage.handled = one.handled;
    stage.lost = one.discarded;
    stage.sent = subscriptions.reduce(
      (sum, { producer, delivered }) => sum + (producer === one.name ? delivered : 0),
      0,
    );
    // What a subscription that has ended had carried stays sent.
    stage.sent = Math.max(stage.sent, lastOf(levels.sent));
    move(levels.waiting, step, at, one.waitingEvents);
    move(levels["in hand"], step, at, one.inHand);
    move(levels.buffered, step, at, one.bufferedCount);
    move(levels.sent, step, at, stage.sent);
    move(levels.handled, step, at, one.handled);
    move(levels.lost, step, at, one.discarded);
  }
  for (const stage of stages.values()) {
    if (seen.has(stage.name) || stage.ended) continue;
    stage.ended = true;
    stage.endedAt = step;
    for (const of of ["waiting", "in hand", "buffered"] as const) {
      move(stage.levels[of], step, at, 0);
    }
  }
}

function takeEdges(edges: Map<number, Edge>, { snapshot }: Sample, step: number): void {
  const { at } = snapshot;
  const seen = new Set<number>();
  for (const one of snapshot.subscriptions) {
    seen.add(one.subscription);
    const edge = edges.get(one.subscription) ?? edgeOf(one);
    edges.set(one.subscription, edge);
    edge.delivered = one.delivered;
    edge.asked = one.delivered + one.pending;
    edge.owed = one.pending;
    move(edge.levels.delivered, step, at, edge.delivered);
    move(edge.levels.asked, step, at, edge.asked);
    move(edge.levels.owed, step, at, edge.owed);
  }
  for (const [id, edge] of edges) {
    if (seen.has(id) || edge.closed) continue;
    edge.closed = true;
    edge.closedAt = step;
    edge.owed = 0;
    move(edge.levels.owed, step, at, 0);
  }
}

function stageOf({ name, kind, bufferSize }: StageSnapshot, step: number): Stage {
  const level = (of: Level["of"]): Level => ({ of, name, points: [], lowest: 0 });
  return {
    name,
    kind,
    ...(bufferSize !== undefined && { bufferSize }),
    levels: {
      waiting: level("waiting"),
      "in hand": level("in hand"),
      buffered: level("buffered"),
      sent: level("sent"),
      handled: level("handled"),
      lost: level("lost"),
    },
    sent: 0,
    handled: 0,
    lost: 0,
    ended: false,
    startedAt: step,
  };
}

function edgeOf({ producer, consumer, mode, maxDemand, minDemand }: SubscriptionSnapshot): Edge {
  const name = `${producer} → ${consumer}`;
  const level = (of: Level["of"]): Level => ({ of, name, points: [], lowest: 0 });
  return {
    producer,
    consumer,
    ...(mode === "automatic" && { maxDemand, minDemand }),
    levels: { owed: level("owed"), asked: level("asked"), delivered: level("delivered") },
    asked: 0,
    delivered: 0,
    owed: 0,
    closed: false,
  };
}

const lastOf = ({ points }: Level): number => points.at(-1)?.[2] ?? 0;

function move(level: Level, step: number, at: number, value: number): void {
  level.lowest = Math.min(level.lowest, value);
  if (value !== lastOf(level)) level.points.push([step, at, value]);
}
