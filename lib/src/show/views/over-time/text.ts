import { total, type Depth, type Strip } from "./depth.ts";
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

/** Depths for a terminal: one row of bars per subscription and stage, all of one kind to one scale. */
export function depthText({ owed, waiting, axis }: Depth): string[] {
  const section = (head: string, strips: readonly Strip[]): string[] => {
    const high = Math.max(...strips.map((strip) => peak(total(strip))[1]));
    const lines = strips.map((strip) => lineText(strip.name, total(strip), axis, high));
    return strips.length === 0 ? [] : [head, ...lines];
  };
  return [
    ...section(`○ owed: asked, not yet delivered · ${axis.label}`, owed),
    ...section(`● at the stage: in hand, in its mailbox, in its buffer · ${axis.label}`, waiting),
  ];
}
