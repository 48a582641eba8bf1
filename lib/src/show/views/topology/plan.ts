import type { Edge, Stage } from "../../run/run.ts";
import { wrap } from "../../paint/svg.ts";
import type { View } from "../../run/view.ts";
import { count } from "../../paint/words.ts";

/** A stage's box: the middle of its width, its top and bottom, and its lines. */
export interface Box {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly stage: Stage;
  readonly name: readonly string[];
  readonly rest: readonly string[];
}

export const boxWidth = 128;
export const column = 152;
/** From a layer to the next. */
export const between = 92;
export const legendHeight = 62;

/** Whether a subscription joins a layer with the next, so that a line between them crosses no box. */
export const isStraight = ({ producer, consumer }: Edge, { layers }: View): boolean =>
  layers.get(consumer) === layers.get(producer)! + 1;

/** The boxes of a topology by stage, a row for each layer. */
export function boxesOf(view: View): Map<string, Box> {
  const placed = new Map<string, Box>();
  const layers = [...new Set(view.layers.values())].sort((a, b) => a - b);
  const rows = layers.map((layer) => view.names.filter((name) => view.layers.get(name) === layer));
  const widest = Math.max(2, ...rows.map((row) => row.length));
  let top = legendHeight + 6;
  for (const row of rows) {
    const boxes = row.map((name) => wordsOf(view.run.stages.find((stage) => stage.name === name)!));
    const height = Math.max(
      0,
      ...boxes.map(({ name, rest }) => 14 + 15 * (name.length + rest.length)),
    );
    for (const [index, box] of boxes.entries()) {
      const x = column * ((widest - row.length) / 2 + index + 0.5);
      placed.set(box.stage.name, { ...box, x, top, bottom: top + height });
    }
    top += height + between;
  }
  return placed;
}

function wordsOf(stage: Stage): Pick<Box, "stage" | "name" | "rest"> {
  const { kind, sent, handled, ended } = stage;
  const rest = [
    kind,
    handled > 0 || kind.startsWith("consumer") ? `handled ${count(handled)}` : "",
    sent > 0 || kind.startsWith("producer") ? `sent ${count(sent)}` : "",
    ended ? "ended" : "",
  ];
  return {
    stage,
    name: wrap(stage.name, boxWidth - 6, 2, 14),
    rest: rest.filter((line) => line !== ""),
  };
}
