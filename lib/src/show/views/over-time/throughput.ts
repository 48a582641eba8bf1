import type { Axis, Points } from "../../paint/step-line.ts";
import type { Level, Stage } from "../../run/run.ts";
import { pointsWithin } from "../../run/levels.ts";
import { milliseconds } from "../../paint/words.ts";
import type { View } from "../../run/view.ts";
import type { Strip } from "./depth.ts";

/** About so many windows make a line that is neither a step nor a comb. */
const wanted = 16;

/**
 * Events that each stage's `handleEvents` was given, a second of the run's clock, in windows of a round
 * number of ms; what is left behind the last whole window belongs to it. Nothing for a run over steps.
 */
export function throughputOf(
  stages: readonly Stage[],
  view: View,
  axis: Axis,
): { readonly strips: readonly Strip[]; readonly windows: string } {
  if (axis.unit !== "ms" || view.steps.length === 0) return { strips: [], windows: "" };
  const width = roundUp((axis.to - axis.from) / wanted);
  const strips = stages.map(({ name, levels }): Strip => ({
    name,
    layers: [{ of: "throughput", points: ratesOf(levels.handled, view, axis, width) }],
  }));
  return { strips, windows: `, in windows of ${milliseconds(width)}` };
}

function ratesOf(handled: Level, { steps, to }: View, axis: Axis, width: number): Points {
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
    return [axis.from + index * width, (sum / ms) * 1000] as const;
  });
}

/** The next of 1, 2, 5, 10, 20 …, or 0.1, 0.2, 0.5 …. */
function roundUp(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(ms));
  return [1, 2, 5, 10].find((factor) => factor * power >= ms * 0.999)! * power;
}
