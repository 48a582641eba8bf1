import { roundUp, type Axis, type Points } from "../../paint/step-line.ts";
import type { Level, Stage } from "../../run/run.ts";
import { pointsWithin } from "../../run/levels.ts";
import { rateScaleOf, scaleOf, timeWords } from "../../paint/times.ts";
import type { View } from "../../run/view.ts";
import type { Section, Strip } from "./depth.ts";

/** About so many windows make a line that is neither a step nor a comb. */
const wanted = 16;

/**
 * Events that each stage's `handleEvents` was given in the axis's unit of the run's clock, a second at least, in
 * windows of a round number of that unit; what is left behind the last whole window belongs to it. No strips for a
 * run over steps.
 */
export function throughputOf(stages: readonly Stage[], view: View, axis: Axis): Section {
  const { words, unit, size: per } = rateScaleOf(axis);
  const { size } = scaleOf(axis);
  const width = size * roundUp((axis.to - axis.from) / size / wanted);
  const drawn = axis.unit === "ms" && view.steps.length > 0 ? stages : [];
  const strips = drawn.map(({ name, levels }): Strip => ({
    name,
    layers: [{ of: "throughput", points: ratesOf(levels.handled, view, axis, width, per) }],
  }));
  const head = `handled ${words}, in windows of ${timeWords(width)}`;
  return { of: "throughput", head, unit, per, strips };
}

function ratesOf(
  handled: Level,
  { steps, to }: View,
  axis: Axis,
  width: number,
  per: number,
): Points {
  const windows = Math.max(1, Math.floor((axis.to - axis.from) / width));
  const sums = Array<number>(windows).fill(0);
  const start = steps[0]!.step;
  let before = pointsWithin(handled, 0, start - 1).at(-1)?.[2] ?? 0;
  for (const [, at, value] of pointsWithin(handled, start - 1, to)) {
    const window = Math.floor((at - axis.from) / width);
    sums[Math.min(windows - 1, window)]! += value - before;
    before = value;
  }
  const rest = axis.to - axis.from - width * (windows - 1);
  return sums.map((sum, index) => {
    const ms = index === windows - 1 ? rest : width;
    return [axis.from + index * width, (sum / ms) * per] as const;
  });
}
