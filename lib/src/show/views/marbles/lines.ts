import { stepBefore } from "../../run/view.ts";
import { at, colors, crossed, inkWidth, muted, text } from "../../paint/svg.ts";
import { peakOf, pointsWithin } from "../../run/levels.ts";
import { count, fit } from "../../paint/words.ts";
import { isAbnormal } from "../../run/run.ts";
import { columnOf, levelColumns } from "./columns.ts";
import { areaHeight, left, type Line, type Plan } from "./plan.ts";

/** A stage's line while it lives, where its handler runs, and what waits at it. */
export function stageLine(line: Line, plan: Plan): string {
  return lifeLine(line, plan) + areaSvg(line, plan, "waiting") + areaSvg(line, plan, "buffered");
}

function lifeLine(line: Line, plan: Plan): string {
  const { lives, y } = line;
  const { xOf, columns } = plan;
  let [path, stops] = ["", ""];
  for (const { first, last, exit } of lives) {
    const end = exit === undefined ? xOf(columns.count - 0.5) : xOf(last) + 11;
    path += `M${at(first === 0 ? left : xOf(first))} ${y}H${at(end)}`;
    if (exit !== undefined) stops += `M${at(end - 4)} ${y - 4}h8v8h-8z`;
  }
  const bars = barsOf(line, plan);
  const ink = 'stroke="currentColor"';
  return (
    (path && `<path d="${path}" ${ink} stroke-width="1.5" stroke-opacity=".6"/>`) +
    (bars && `<path d="${bars}" fill="currentColor" fill-opacity=".55" ${ink}/>`) +
    (stops && `<path d="${stops}" fill="currentColor"/>`)
  );
}

/** Path data of the bars where `handleEvents` runs; a handler that settles at once is as narrow as can be seen. */
function barsOf({ stage, y }: Line, { view, columns, xOf }: Plan): string {
  const before = stepBefore(view);
  const level = stage.levels["in hand"];
  let path = "";
  let begun: number | undefined =
    (pointsWithin(level, -1, before).at(-1)?.[2] ?? 0) > 0 ? -0.5 : undefined;
  let drawnTo = -1;
  const bar = (from: number, to: number): void => {
    // Of several in one column the first is seen.
    if (from === to && from === drawnTo) return;
    drawnTo = to;
    path += `M${at(xOf(from) + 12)} ${y - 4}H${at(Math.max(xOf(from) + 18, xOf(to) + 10))}V${y + 4}H${at(xOf(from) + 12)}z`;
  };
  for (const [step, ms, value] of pointsWithin(level, before, view.to)) {
    const column = columnOf(columns, step, ms);
    if (value > 0) begun ??= column;
    else if (begun !== undefined) {
      bar(begun, column);
      begun = undefined;
    }
  }
  if (begun !== undefined) bar(begun, columns.count - 1);
  return path;
}

/** What waits in a mailbox or a buffer, column by column; of a buffer its size, too. */
function areaSvg(line: Line, plan: Plan, of: "waiting" | "buffered"): string {
  const bottom = of === "waiting" ? line.mailbox : line.buffer;
  if (bottom === undefined) return "";
  const { columns, view, highs, xOf } = plan;
  const { levels, bufferSize } = line.stage;
  const most = peakOf(levels[of]);
  const bound = of === "buffered" && (bufferSize ?? Infinity) <= 4 * most ? bufferSize! : 0;
  const high = Math.max(highs[of], bound);
  const y = (value: number): number => at(bottom - (areaHeight * Math.max(0, value)) / high);
  let path = `M${left} ${bottom}`;
  for (const [column, { high: value }] of levelColumns(levels[of], view, columns).entries()) {
    path += `V${y(value)}H${at(xOf(column + 0.5))}`;
  }
  const end = xOf(columns.count - 0.5);
  const size = bound > 0 ? ` of ${count(bound)}` : "";
  const limit =
    bound > 0
      ? `<path d="M${left} ${y(bound)}H${at(end)}" stroke="currentColor" stroke-dasharray="6 3"/>`
      : "";
  const opacity = of === "waiting" ? 0.4 : 0.15;
  return (
    `<path class="hg-event" d="${path}V${bottom}z" fill="${colors.event}" fill-opacity="${opacity}" stroke="currentColor" stroke-opacity=".3"/>` +
    `<path d="M${left} ${bottom}H${at(end)}" stroke="currentColor" stroke-opacity=".25"/>${limit}` +
    text(
      left - 6,
      bottom - 3,
      of === "waiting" ? "mailbox" : "buffer",
      ` text-anchor="end"${muted}`,
      { size: 11 },
    ) +
    text(end + 6, bottom - 3, `max ${count(most)}${size}`, muted, { size: 11, width: 80 })
  );
}

/** What a stage lost in one place, or why it ended there. */
export interface Trouble {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  /** Beside the right edge the words stand on the left of the sign. */
  readonly isLast: boolean;
  /** All that the sign and its words cover. */
  readonly left: number;
  readonly right: number;
}

/** Losses, and ends that are not normal, from left to right; those that would touch are one. */
export function troublesOf({ stage, lost: y }: Line, plan: Plan): Trouble[] {
  if (y === undefined) return [];
  const { view, columns, xOf, width } = plan;
  const found: { x: number; lost: number; end: string }[] = [];
  for (const step of view.steps) {
    if (step.to !== stage.name || (step.what !== "discarded" && !isAbnormal(step))) continue;
    const x = xOf(columnOf(columns, step.step, step.at));
    const end = step.what === "exit" ? fit(`ends: ${step.note}`, 28) : "";
    const last = found.at(-1);
    if (last !== undefined && x < last.x + 28 + inkWidth(wordsOf(last), 12)) {
      last.lost += step.n ?? 0;
      last.end ||= end;
    } else found.push({ x, lost: step.n ?? 0, end });
  }
  return found.map((one) => {
    const words = wordsOf(one);
    const size = 14 + inkWidth(words, 12);
    const isLast = one.x + size > width;
    const [left, right] = isLast ? [one.x - size, one.x + 9] : [one.x - 9, one.x + size];
    return { x: one.x, y, words, isLast, left, right };
  });
}

const wordsOf = ({ lost, end }: { lost: number; end: string }): string =>
  [lost > 0 ? `lost ${count(lost)}` : "", end].filter((part) => part !== "").join(", ");

/** Crossed discs with what was lost. */
export function troubleSvg({ x, y, words, isLast }: Trouble): string {
  const beside = `${isLast ? ' text-anchor="end"' : ""} font-weight="600"`;
  return crossed(x, y) + text(x + (isLast ? -13 : 13), y + 4, words, beside, { size: 12 });
}
