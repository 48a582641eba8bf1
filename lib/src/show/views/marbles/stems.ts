import { at, colors } from "../../paint/svg.ts";
import type { Line, Plan } from "./plan.ts";
import type { PlacedSign } from "./signs.ts";

/** A sign where it stands: no other sign's way crosses it. */
export interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

type Stretch = readonly [from: number, to: number];

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
    for (const [a, b] of free(x, [top, Math.min(bottom, own)], obstacles)) far += stroke(x, a, b);
    for (const [a, b] of free(x, [Math.max(top, own), Math.min(bottom, line.y)], obstacles))
      near += stroke(x, a, b);
    for (const [a, b] of free(x, [Math.max(top, line.y), bottom], obstacles))
      far += stroke(x, a, b);
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

const stroke = (x: number, from: number, to: number): string => `M${at(x)} ${at(from)}V${at(to)}`;

/** What is left of a stretch between the signs on its way. */
function free(x: number, [from, to]: Stretch, obstacles: readonly Obstacle[]): Stretch[] {
  if (from >= to) return [];
  let stretches: Stretch[] = [[from, to]];
  for (const { left, right, y } of obstacles) {
    if (x < left || x > right || y + half < from || y - half > to) continue;
    stretches = stretches.flatMap(([a, b]): Stretch[] => [
      [a, Math.min(b, y - half)],
      [Math.max(a, y + half), b],
    ]);
  }
  return stretches.filter(([a, b]) => b - a > 0.5);
}

function drawn(ink: "event" | "demand", near: string, far: string, heads: string): string {
  const dash = ink === "demand" ? ' stroke-dasharray="4 3"' : "";
  const path = (d: string, opacity: string): string =>
    d &&
    `<path class="hg-${ink}-line" d="${d}" fill="none" stroke="${colors[ink]}" stroke-width="1.5"${dash}${opacity}/>`;
  const tips = heads && `<path class="hg-${ink}" d="${heads}" fill="${colors[ink]}"/>`;
  return path(near, "") + path(far, ' stroke-opacity=".45"') + tips;
}
