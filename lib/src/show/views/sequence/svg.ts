import { band, lane } from "./lanes.ts";
import { peakOf } from "../../run/levels.ts";
import { room, sequencePlan, type Placed, type Plan } from "./plan.ts";
import { at, colors } from "../../paint/svg.ts";
import { timeWords } from "../../paint/times.ts";
import { count, counted } from "../../paint/words.ts";
import {
  disc,
  inkWidth,
  lines,
  muted,
  ring,
  signHalf,
  text,
  type Drawing,
  type Ink,
} from "../../paint/svg.ts";
import type { View } from "../../run/view.ts";

/**
 * Draws who sent what to whom: a lane per stage, producers left, time downward. Demand is a hollow
 * ring that travels left on a dashed line, events a filled disc that travels right on a whole one,
 * and the band between two lanes is as wide as what is owed there.
 */
export function sequenceSvg(view: View): Drawing {
  const plan = sequencePlan(view);
  const most = Math.max(0, ...view.edges.map((edge) => peakOf(edge.levels.owed)));
  const body = [
    legend(),
    currentRow(view, plan),
    ...[...plan.slots].map(([levels, x]) => band(levels, plan, x, most)),
    ...view.names.map((name) => lane(name, plan, view)),
    ...plan.rows.map((row) => rowSvg(row, plan)),
  ];
  return { width: plan.width, height: plan.bottom + 4, body: body.join("") };
}

/** Where a reader who goes through the run stands: a band across, and a triangle in the gutter. */
function currentRow({ current, steps }: View, { rows, width }: Plan): string {
  if (current === undefined) return "";
  // A step that has no row of its own stands in the row before it.
  const row = rows.filter((one) => one.steps[0]!.step <= current).at(-1);
  if (row === undefined || steps.length === 0) return "";
  const { y, height, middle } = row;
  return (
    `<rect class="hg-current" x="0" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="currentColor" fill-opacity=".1"/>` +
    `<path class="hg-current" d="M1 ${at(middle - 6)}l9 6l-9 6z" fill="currentColor"/>`
  );
}

function legend(): string {
  const owedBand = `<path class="hg-demand" d="M8 58h56v16h-56z" fill="${colors.demand}" fill-opacity=".26"/>`;
  return (
    message("demand", 68, 36, 4, 14, ring(36, 14, "5")) +
    text(78, 18.5, "demand goes upstream: asks for 5") +
    message("event", 4, 36, 68, 40, disc(36, 40, "5")) +
    text(78, 44.5, "events go downstream: sends 5") +
    `${owedBand}${text(78, 70.5, "owed: asked, not yet delivered")}`
  );
}

function rowSvg(row: Placed, plan: Plan): string {
  const step = row.steps[0]!;
  const y = row.middle;
  if (row.cut) {
    const words = `… ${counted(row.steps.length, "more step")} not drawn`;
    return text(plan.width / 2, y + 4.5, words, ' text-anchor="middle" font-style="italic"');
  }
  return (
    timeMark(row, plan.width) +
    text(plan.gutter - 8, y + 4.5, String(step.step), ` text-anchor="end"${muted}`, { size: 12 }) +
    (step.edge === undefined ? beside(row, plan) : arrow(row, plan))
  );
}

function timeMark({ time, y }: Placed, width: number): string {
  if (time === undefined) return "";
  const words = timeWords(time);
  const line = `<path d="M${at(10 + inkWidth(words, 12))} ${y - 11.5}H${width}" stroke="currentColor" stroke-opacity=".4" stroke-dasharray="1 5"/>`;
  return text(2, y - 7.5, words, ' font-weight="600"', { size: 12 }) + line;
}

/** What happens within one stage: words to the right of its lane. */
function beside({ steps, words, middle: y }: Placed, plan: Plan): string {
  const { what, to } = steps[0]!;
  const { x } = plan.lanes.get(to)!;
  const end = `<path d="M${at(x - 5)} ${y - 5}h10v10h-10z" fill="currentColor"/>`;
  const mark = what === "exit" ? end : what === "discarded" ? cross(x, y) : "";
  return mark + lines(x + 12, y + 4, words, "", 12);
}

/** A message between stages: its sign on the subscription's column, and below it what is owed now. */
function arrow({ steps, words, middle: y }: Placed, plan: Plan): string {
  const { what, from, to, n = 0, note, owed = 0, edge } = steps[0]!;
  const x = plan.slots.get(edge!.levels)!;
  const [start, end] = [plan.lanes.get(from)!.x, plan.lanes.get(to)!.x];
  const below = text(x, y + 25, `owed ${count(owed)}`, small);
  switch (what) {
    case "events": {
      const sign = disc(x, y, count(n));
      const names = text(x, y - 16, note, small + muted, { width: room });
      return message("event", start, x, end, y, sign, signHalf(count(n))) + names + below;
    }
    case "ask":
      return message("demand", start, x, end, y, ring(x, y, count(n)), signHalf(count(n))) + below;
    case "cancel":
      return message(undefined, start, x, end, y, cross(x, y), 8) + lines(x, y + 22, words, small);
    default:
      return message(undefined, start, x, end, y, "", 0) + lines(x, y - 8, words, small);
  }
}

const small = ' text-anchor="middle" font-size="12"';

/** An arrow from one lane to another, broken at `x` for its sign. */
function message(
  ink: Ink | undefined,
  from: number,
  x: number,
  to: number,
  y: number,
  sign: string,
  half = 11,
): string {
  const way = Math.sign(to - from) || 1;
  const color = ink === undefined ? "currentColor" : colors[ink];
  const dash = ink === "event" ? "" : ` stroke-dasharray="${ink ? "5 4" : "1.5 4"}"`;
  const [start, before, after] = [from + way * 7, x - way * (half + 1), x + way * (half + 1)].map(
    at,
  );
  return (
    `<path${ink === undefined ? "" : ` class="hg-${ink}-line"`} d="M${start} ${y}H${before}M${after} ${y}H${at(to - way * 12)}" fill="none" stroke="${color}" stroke-width="2"${dash}/>` +
    `<path${ink === undefined ? "" : ` class="hg-${ink}"`} d="M${at(to - way * 6)} ${y}l${-way * 9} -5v10z" fill="${color}"/>${sign}`
  );
}

const cross = (x: number, y: number): string =>
  `<path class="hg-alarm-line" d="M${at(x - 5)} ${y - 5}l10 10m0 -10l-10 10" stroke="${colors.alarm}" stroke-width="3" fill="none"/>`;
