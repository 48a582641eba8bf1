import { at, colors } from "../../paint/svg.ts";
import type { Line, Plan } from "./plan.ts";
import type { PlacedSign } from "./signs.ts";

/** A sign where it stands: no other sign's way crosses it. */
export interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const half = 12;

/**
 * The ways of a row's signs: of events from the producer's line to the consumer's, whole; of demand
 * from the consumer's line to the producer's, dashed. They are broken where signs stand, and pale where
 * they pass the lines of other stages.
 */
export function stemsOf(
  signs: readonly PlacedSign[],
  line: Line,
  { lines, xOf }: Plan,
  ink: "event" | "demand",
  shift: number,
  obstacles: readonly Obstacle[],
): string {
  const middle = (ink === "event" ? line.discs : line.rings)!;
  // Over this the way is another stage's place.
  const own = line.rings! - 20;
  let [near, far, heads] = ["", "", ""];
  const way = (x: number, from: number, to: number): void => {
    const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
    const inWay = obstacles.filter(({ left, right }) => left <= x && x <= right);
    const ys = inWay.map(({ y }) => y).sort((a, b) => a - b);
    far += strokes(x, top, Math.min(bottom, own), ys);
    near += strokes(x, Math.max(top, own), Math.min(bottom, line.y), ys);
    far += strokes(x, Math.max(top, line.y), bottom, ys);
  };
  const head = (x: number, y: number, down: number): void => {
    heads += `M${at(x)} ${at(y)}l-4 ${-7 * down}h8z`;
  };
  for (const { stems } of signs) {
    for (const [column, producers] of stems) {
      const x = xOf(column) + shift;
      if (ink === "event") head(x, line.y - 4, 1);
      else way(x, middle, line.y - 5);
      for (const producer of producers) {
        const end = lines.get(producer)!.y;
        const up = end < middle ? 1 : -1;
        way(x, end + up * (ink === "event" ? 5 : 11), middle);
        if (ink === "demand") head(x, end + up * 5, -up);
      }
    }
  }
  return drawn(ink, near, far, heads);
}

/** A way down, without what the signs on it cover: these from top to bottom. */
function strokes(x: number, from: number, to: number, signs: readonly number[]): string {
  let path = "";
  for (const y of [...signs, Infinity]) {
    const end = Math.min(to, y - half);
    if (end - from > 0.5) path += `M${at(x)} ${at(from)}V${at(end)}`;
    from = Math.max(from, y + half);
  }
  return path;
}

function drawn(ink: "event" | "demand", near: string, far: string, heads: string): string {
  const dash = ink === "demand" ? ' stroke-dasharray="4 3"' : "";
  const path = (d: string, opacity: string): string =>
    d &&
    `<path class="hg-${ink}-line" d="${d}" fill="none" stroke="${colors[ink]}" stroke-width="1.5"${dash}${opacity}/>`;
  const tips = heads && `<path class="hg-${ink}" d="${heads}" fill="${colors[ink]}"/>`;
  return path(near, "") + path(far, ' stroke-opacity=".45"') + tips;
}
