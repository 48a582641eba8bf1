import { valueAt, type Edge, type Run, type Stage } from "../../run/run.ts";

/** What is at a stage behind a step. */
export interface StageState {
  readonly life: "not yet" | "alive" | "ended";
  /** Events in its mailbox, given to its handler just now, and in its buffer. */
  readonly waiting: number;
  readonly inHand: number;
  readonly buffered: number;
  readonly sent: number;
  readonly handled: number;
  readonly lost: number;
}

/** What is on a subscription behind a step. */
export interface EdgeState {
  readonly life: StageState["life"];
  readonly owed: number;
  readonly asked: number;
  readonly delivered: number;
}

/** When stages and subscriptions began and ended; a stage that is restarted does so more than once. */
export interface Lives {
  readonly stages: ReadonlyMap<string, readonly (readonly [step: number, isAlive: boolean])[]>;
  readonly edges: ReadonlyMap<Edge["levels"], number>;
}

/** Reads once from a run who began and ended when. */
export function livesOf(run: Run): Lives {
  const stages = new Map<string, [number, boolean][]>();
  const edges = new Map<Edge["levels"], number>();
  for (const { what, to, step, edge } of run.steps) {
    if (edge !== undefined) {
      if (!edges.has(edge.levels)) edges.set(edge.levels, what === "subscribe" ? step : 0);
    } else if (what === "start" || what === "exit") {
      const changes = stages.get(to);
      if (changes === undefined) stages.set(to, [[step, what === "start"]]);
      else changes.push([step, what === "start"]);
    }
  }
  return { stages, edges };
}

export function stageAt({ name, levels }: Stage, lives: Lives, step: number): StageState {
  const changes = lives.stages.get(name) ?? [];
  const now = changes.filter(([at]) => at <= step).at(-1);
  const isAlive = now?.[1] ?? changes[0]?.[1] !== true;
  return {
    life: isAlive ? "alive" : now === undefined ? "not yet" : "ended",
    waiting: valueAt(levels.waiting, step),
    inHand: valueAt(levels["in hand"], step),
    buffered: valueAt(levels.buffered, step),
    sent: valueAt(levels.sent, step),
    handled: valueAt(levels.handled, step),
    lost: valueAt(levels.lost, step),
  };
}

export function edgeAt(edge: Edge, lives: Lives, step: number): EdgeState {
  const hasBegun = (lives.edges.get(edge.levels) ?? 0) <= step;
  const hasEnded = edge.closed && (edge.closedAt ?? 0) <= step;
  return {
    life: hasEnded ? "ended" : hasBegun ? "alive" : "not yet",
    owed: valueAt(edge.levels.owed, step),
    asked: valueAt(edge.levels.asked, step),
    delivered: valueAt(edge.levels.delivered, step),
  };
}
