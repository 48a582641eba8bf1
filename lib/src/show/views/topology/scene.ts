import type { Step } from "../../run/run.ts";
import { wordsOf } from "../../run/step-words.ts";
import { count } from "../../paint/words.ts";
import { boxShapes } from "./box-shapes.ts";
import type { Plan } from "./plan.ts";
import type { Shape } from "./shape.ts";
import { edgeAt, stageAt } from "./state.ts";
import { signShapes, strandShapes } from "./strand-shapes.ts";
import { besideToken, tokenOf, tokenShapes } from "./token.ts";

/** A topology as it is behind a step: for one plan always the same number of shapes. */
export interface Scene {
  readonly strands: readonly Shape[];
  /** Where strands may be drawn: not beneath the token. */
  readonly clip: string;
  /** All that lies over the strands. */
  readonly signs: readonly Shape[];
}

/** What happens just now: a step, and how far on its way it is, from 0 to 1. */
export interface Now {
  readonly step: Step;
  readonly done: number;
}

/** The scene behind a step; with `now` also what that step sends, or does within a stage. */
export function topologyScene(plan: Plan, step: number, now?: Now): Scene {
  const { routes, boxes, lives } = plan;
  const edges = routes.map((route) => [route, edgeAt(route.edge, lives, step)] as const);
  const token = now && tokenOf(plan, now.step, now.done);
  const words = now && now.step.edge === undefined ? wordsWithin(now.step) : undefined;
  const stages = [...boxes.values()].flatMap((box) =>
    boxShapes(
      box,
      stageAt(box.stage, lives, step),
      box.stage.name === now?.step.to ? words : undefined,
    ),
  );
  return {
    strands: edges.flatMap(([route, state]) => strandShapes(route, state)),
    clip: besideToken(token, plan),
    signs: [
      ...edges.flatMap(([route, state]) => signShapes(route, state)),
      ...stages,
      ...tokenShapes(token),
    ],
  };
}

/** What happens within a stage, in so few words that they go into its box. */
function wordsWithin(step: Step): string {
  if (step.what === "buffered") return `buffers ${count(step.n ?? 0)}`;
  if (step.what === "unbuffered") return `${count(step.n ?? 0)} leave buffer`;
  return wordsOf(step);
}
