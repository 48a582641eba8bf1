import { type Drawing, muted, text } from "../show/paint/svg.ts";
import { count } from "../show/paint/words.ts";
import { viewOf, type View } from "../show/run/view.ts";
import { type Reel, windowAround } from "./reel.ts";
import type { WindowedView } from "./views.ts";

/** What draws a view of each run at a position, with the step just taken marked; what shows a part of a run says which. */
export function windowDrawings(
  wholes: readonly View[],
  reel: Reel,
  { steps: size, isTimed, drawerOf }: WindowedView,
): (position: number) => Drawing[] {
  const draw = drawerOf(wholes);
  const viewAt = (whole: View, panel: number, position: number): View => {
    const { run } = whole;
    const { steps } = run;
    const taken = reel.taken(panel, position);
    const current = steps[taken - 1]?.step;
    const mark = current !== undefined && { current };
    if (size === "all") return { ...whole, ...mark };
    if (size === "so far") return viewOf(run, { to: current ?? (steps[0]?.step ?? 1) - 1 });
    let { from, to } = windowAround(taken, steps.length, size);
    // Several on one axis show one stretch of all.
    if (isTimed && wholes.length > 1) {
      ({ from, to } = windowAround(position, reel.length, size * wholes.length));
      [from, to] = [reel.taken(panel, from), reel.taken(panel, to)];
    }
    return viewOf(run, {
      from: steps[from]?.step ?? (steps.at(-1)?.step ?? 0) + 1,
      to: steps[to - 1]?.step ?? 0,
      ...mark,
    });
  };
  return (position) => {
    const views = wholes.map((whole, panel) => viewAt(whole, panel, position));
    return draw(views).map(({ width, height, body }, panel) => {
      const { steps, to } = views[panel]!;
      const isPart = steps[0] && steps.length < wholes[panel]!.steps.length;
      const words = isPart ? `steps ${count(steps[0]!.step)} to ${count(to)}` : "";
      return { width, height: height + 20, body: body + text(4, height + 14, words, muted) };
    });
  };
}
