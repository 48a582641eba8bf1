import { highOf, total, type Depth } from "./depth.ts";
import type { Highs } from "./highs.ts";
import {
  lastValue,
  peak,
  placeOn,
  sampled,
  type Axis,
  type Points,
} from "../../paint/step-line.ts";
import { clip, count } from "../../paint/words.ts";
import { cell, maxColumns } from "../../paint/terminal.ts";

const bars = " ▁▂▃▄▅▆▇█";
const sparkColumns = 32;

/** A step line as a row of bars: name, course, highest and last value. */
export function lineText(name: string, points: Points, axis: Axis, high: number): string {
  const [when, most] = peak(points);
  const course = sampled(points, axis, sparkColumns).map((column) => {
    const share = Math.max(0, column.high) / (high || 1);
    return bars[Math.ceil(share * 8)]!;
  });
  const totals = `max ${count(most)} at ${placeOn(axis, when)}, last ${count(lastValue(points))}`;
  return clip(`  ${cell(name, 28)} ${course.join("")}│ ${totals}`, maxColumns);
}

const signs = { owed: "○", "in flight": "●", buffered: "▤", throughput: "»" } as const;

/** Depths for a terminal: one row of bars per subscription and stage, all of one quantity to one scale. */
export function depthText({ sections, axis }: Depth, highs: Highs = {}): string[] {
  return sections.flatMap((section) => {
    const { of, head, unit, strips } = section;
    const high = highs[of] ?? highOf(section);
    return [
      clip(`${signs[of]} ${head} · ${unit} · ${axis.label}`, maxColumns),
      ...strips.map((strip) => lineText(strip.name, total(strip), axis, high)),
    ];
  });
}
