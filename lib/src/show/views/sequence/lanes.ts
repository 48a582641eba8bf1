import { valueAt, type Edge } from "../../run/run.ts";
import { boxTop, boxWidth, type Plan } from "./plan.ts";
import { hasEnded, stageOf, stepBefore, type View } from "../../run/view.ts";
import { at, colors, lines, muted, wrapped } from "../../paint/svg.ts";

const bandHalf = 30;

/** What is owed on a subscription, as a band down its column; `most` owed is 60 units wide. */
export function band({ owed }: Edge["levels"], plan: Plan, x: number, most: number): string {
  const halfOf = (value: number): number =>
    value > 0 ? Math.max(1.5, (bandHalf * value) / Math.max(most, 1)) : 0;
  let half = halfOf(valueAt(owed, (plan.rows[0]?.steps[0]?.step ?? 1) - 1));
  let top = plan.top;
  let left = `M${at(x)} ${at(top)}`;
  const right: string[] = [];
  const until = (y: number): void => {
    left += `H${at(x - half)}V${at(y)}`;
    right.push(`H${at(x + half)}V${at(top)}`);
    top = y;
  };
  for (const { steps, middle, cut, y, height } of plan.rows) {
    const next = halfOf(valueAt(owed, steps.at(-1)!.step));
    if (cut) {
      // Nothing is claimed where nothing is drawn.
      until(y);
      half = 0;
      until(y + height);
    } else if (next !== half) until(middle);
    half = next;
  }
  until(plan.bottom);
  const path = `${left}${right.reverse().join("")}Z`;
  return `<path class="hg-demand" d="${path}" fill="${colors.demand}" fill-opacity=".26"/>`;
}

/** A stage's head, its line while it lives, and a bar wherever a callback of it runs. */
export function lane(name: string, plan: Plan, view: View): string {
  const { x, ...head } = plan.lanes.get(name)!;
  const stage = stageOf(view, name);
  const before = stepBefore(view);
  const isOver = hasEnded(stage, before);
  const isBusy = valueAt(stage.levels["in hand"], before) > 0;
  const size = `width="${boxWidth}" height="${plan.top - boxTop}"`;
  const spare = plan.top - boxTop - 12 - 15 * (head.name.length + head.kind.length);
  const y = boxTop + 18 + spare / 2;
  return (
    `<rect x="${at(x - boxWidth / 2)}" y="${boxTop}" ${size} rx="8" fill="currentColor" fill-opacity=".06" stroke="currentColor"/>` +
    wrapped(x, y, head.name, name, ' text-anchor="middle" font-weight="600"') +
    lines(x, y + 15 * head.name.length, head.kind, ` text-anchor="middle"${muted}`, 12) +
    line(name, x, plan, isOver) +
    bars(name, x, plan, isBusy)
  );
}

function line(name: string, x: number, plan: Plan, isOver: boolean): string {
  let whole = "";
  let dashed = "";
  let from = isOver ? undefined : plan.top;
  const to = (y: number): void => {
    if (from !== undefined) whole += `M${at(x)} ${at(from)}V${at(y)}`;
  };
  for (const { steps, cut, y, height, middle } of plan.rows) {
    const own = steps
      .filter((step) => step.to === name && (step.what === "exit" || step.what === "start"))
      .at(-1);
    if (cut && from !== undefined) {
      to(y);
      dashed += `M${at(x)} ${at(y)}V${at(y + height)}`;
      from = y + height;
    }
    if (own?.what === "exit") {
      if (!cut) to(middle);
      from = undefined;
    } else if (own) from ??= cut ? y + height : middle;
  }
  to(plan.bottom);
  const ink = 'stroke="currentColor" stroke-opacity=".45" stroke-width="1.5"';
  const cuts = dashed && `<path d="${dashed}" ${ink} stroke-dasharray="2 5"/>`;
  return `<path d="${whole}" ${ink}/>${cuts}`;
}

function bars(name: string, x: number, plan: Plan, isBusy: boolean): string {
  const { rows, top: start, bottom } = plan;
  let path = "";
  let begun = isBusy ? start : undefined;
  const bar = (from: number, to: number): void => {
    path += `M${at(x - 5)} ${at(from)}h10V${at(to)}h-10z`;
  };
  for (const { steps, cut, y, height, middle } of rows) {
    const [top, end] = cut ? [y + height - 6, y + 6] : [y + 3, y + height - 3];
    for (const { what, phase, to, edge } of steps) {
      if (to !== name || edge !== undefined) continue;
      if ((what === "demand" || phase === "handled") && !cut) bar(top, end);
      if (phase === "begin") begun = top;
      // A callback that throws has no end but the stage's.
      else if (phase === "end" || (what === "exit" && begun !== undefined)) {
        // In a cut, what begins and ends out of sight has no bar.
        if (begun === undefined || begun < end) bar(begun ?? start, phase ? end : middle);
        begun = undefined;
      }
    }
  }
  if (begun !== undefined) bar(begun, bottom);
  return path && `<path d="${path}" fill="currentColor" fill-opacity=".35" stroke="currentColor"/>`;
}
