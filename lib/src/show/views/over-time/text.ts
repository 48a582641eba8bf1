import { total, type Depth } from "./depth.ts";
import { topOf, type Highs } from "./highs.ts";
import { lastValue, peak, sampled, type Axis, type Points } from "../../paint/step-line.ts";
import { placeOn, roughTime, scaleOf } from "../../paint/times.ts";
import { clip, count, fit } from "../../paint/words.ts";
import { cell, maxColumns } from "../../paint/terminal.ts";

const bars = " ▁▂▃▄▅▆▇█";
const sparkColumns = 32;

/**
 * A step line as a row of bars: name, course, highest and last value. Where its consumer asks again at a level, that
 * stands first, and not when it was highest: that is when it had asked.
 */
export function lineText(
  name: string,
  points: Points,
  axis: Axis,
  high: number,
  asksAgainAt?: number,
): string {
  const [when, most] = peak(points);
  const course = sampled(points, axis, sparkColumns).map((column) => {
    const share = Math.max(0, column.high) / (high || 1);
    return bars[Math.ceil(share * 8)]!;
  });
  const highest =
    asksAgainAt === undefined
      ? `max ${count(most)} at ${placeInRow(axis, when)}`
      : `minDemand ${count(asksAgainAt)}, max ${count(most)}`;
  const totals = `${highest}, last ${count(lastValue(points))}`;
  return clip(`  ${cell(name, 28)} ${course.join("")}│ ${totals}`, maxColumns);
}

/** A place on the axis; from where the axis counts where its label says so: there is no room for the whole time. */
function placeInRow(axis: Axis, x: number): string {
  const { origin } = scaleOf(axis);
  return origin > 0 && x >= origin ? `+${roughTime(x - origin)}` : placeOn(axis, x);
}

const signs = {
  owed: "○",
  "on order": "◎",
  "in flight": "●",
  buffered: "▤",
  throughput: "»",
} as const;

/** At what consumers ask again, a sentence for each of the first 3 whose order is drawn. */
export const askingWords = ({ sections }: Depth): string =>
  sections
    .flatMap(({ strips }) => strips)
    .flatMap(({ name, asksAgainAt }) =>
      asksAgainAt === undefined
        ? []
        : [`${fit(name, 60)} asks again at ${count(asksAgainAt)} on order or fewer.`],
    )
    .slice(0, 3)
    .join(" ");

/** Depths for a terminal: one row of bars per subscription and stage, all of one quantity to one scale. */
export function depthText({ sections, axis }: Depth, highs: Highs = {}): string[] {
  return sections.flatMap((section) => {
    const { of, head, unit, strips } = section;
    const high = topOf(section, highs);
    return [
      clip(`${signs[of]} ${head} · ${unit} · ${axis.label}`, maxColumns),
      ...strips.map((strip) => lineText(strip.name, total(strip), axis, high, strip.asksAgainAt)),
    ];
  });
}
