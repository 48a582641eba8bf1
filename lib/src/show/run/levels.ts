import { pointBefore, type Level } from "./run.ts";

const peaks = new WeakMap<Level["points"], { seen: number; most: number }>();

/** The highest value of a level yet, at least 0. Each of its points is looked at once, however often it is asked. */
export function peakOf({ points }: Level): number {
  const peak = peaks.get(points) ?? { seen: 0, most: 0 };
  peaks.set(points, peak);
  for (; peak.seen < points.length; peak.seen++) {
    peak.most = Math.max(peak.most, points[peak.seen]![2]);
  }
  return peak.most;
}

/** Of what has a height above 0 the `most` highest, in their order, and how many of it are left out. */
export function highest<One>(
  all: readonly One[],
  heightOf: (one: One) => number,
  most: number,
): { readonly kept: readonly One[]; readonly hidden: number } {
  const lively = all.filter((one) => heightOf(one) > 0);
  const kept = [...lively].sort((a, b) => heightOf(b) - heightOf(a)).slice(0, most);
  const hidden = lively.length - kept.length;
  return { kept: lively.filter((one) => kept.includes(one)), hidden };
}

/** The points of a level behind `after` and not behind `upTo`, both steps. */
export function pointsWithin(
  { points }: Level,
  after: number,
  upTo: number,
): readonly (readonly [step: number, at: number, value: number])[] {
  return points.slice(pointBefore(points, after), pointBefore(points, upTo));
}
