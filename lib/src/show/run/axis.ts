import type { Axis } from "../paint/step-line.ts";
import { timeAxis, timeSpan } from "../paint/times.ts";
import type { View } from "./view.ts";

/** Fewer times than this make no time axis of a single run. */
const enoughTimes = 8;

/**
 * The axis from the first to the last step of views that are drawn over one another: in ms where a view
 * knows 8 times or more, else in steps. Of several runs only time can be compared, so two times will do.
 */
export function axisOf(views: readonly View[]): Axis {
  const enough = views.length > 1 ? 2 : enoughTimes;
  const unit = knowsTimes(views, enough) ? "ms" : "step";
  const ends = views.flatMap(({ steps }) => (steps.length > 0 ? [steps[0]!, steps.at(-1)!] : []));
  const of = (place: "at" | "step", best: "min" | "max"): number =>
    ends.length === 0 ? 0 : Math[best](...ends.map((step) => step[place]));
  const place = unit === "ms" ? "at" : "step";
  const from = of(place, "min");
  const to = Math.max(of(place, "max"), from + 1);
  if (unit === "ms") return timeAxis(from, to);
  const times = timeSpan(of("at", "min"), of("at", "max"));
  return { from, to, unit, label: `step (${times})` };
}

function knowsTimes(views: readonly View[], enough: number): boolean {
  const times = new Set<number>();
  for (const { steps } of views) {
    for (const { at } of steps) {
      times.add(at);
      if (times.size >= enough) return true;
    }
  }
  return false;
}

/** Where a step, or a point of a level, lies on the axis. */
export const placeOf = ({ unit }: Axis, step: number, at: number): number =>
  unit === "ms" ? at : step;
