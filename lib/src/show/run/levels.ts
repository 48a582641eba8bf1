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

/** The points of a level behind `after` and not behind `upTo`, both steps. */
export function pointsWithin(
  { points }: Level,
  after: number,
  upTo: number,
): readonly (readonly [step: number, at: number, value: number])[] {
  return points.slice(pointBefore(points, after), pointBefore(points, upTo));
}
