import type { Edge, Run, Stage } from "../../run/run.ts";
import { valuesAt } from "../../run/view.ts";

type Life = "not yet" | "alive" | "ended";

/** What is at a stage behind a step, and how much it had sent, handled and lost. */
export type StageState = { readonly life: Life } & Record<keyof Stage["levels"], number>;

/** What is on a subscription behind a step. */
export type EdgeState = { readonly life: Life } & Record<keyof Edge["levels"], number>;

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
  const life = isAlive ? "alive" : now === undefined ? "not yet" : "ended";
  return { life, ...valuesAt(levels, step) };
}

export function edgeAt(edge: Edge, lives: Lives, step: number): EdgeState {
  const hasBegun = (lives.edges.get(edge.levels) ?? 0) <= step;
  const hasEnded = edge.closed && (edge.closedAt ?? 0) <= step;
  const life = hasEnded ? "ended" : hasBegun ? "alive" : "not yet";
  return { life, ...valuesAt(edge.levels, step) };
}
