import { marksOn } from "../../paint/times.ts";
import {
  at,
  closeSignHalf,
  colors,
  crossed,
  disc,
  muted,
  ring,
  text,
  wrapped,
  type Drawing,
} from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";
import { columnOf } from "./columns.ts";
import { legendWords, left, type Line, type Plan } from "./plan.ts";
import { stageLine, troublesOf, troubleSvg } from "./lines.ts";
import { stemsOf } from "./stems.ts";
import { placeSigns, signsOf, type PlacedSign } from "./signs.ts";

/**
 * Draws the two-way marble diagram: time to the right, a line per stage, producers on top. Events are
 * filled discs that fall from their producer's line to their consumer's; demand is hollow rings that
 * climb from the consumer's line to the producer's.
 */
export function marblesSvg(plan: Plan): Drawing {
  const all = [...plan.lines.values()];
  const rows = all.flatMap((line) => rowsOf(line, plan));
  const troubles = all.flatMap((line) => troublesOf(line, plan));
  const signs = rows.flatMap(({ y, signs }) =>
    signs.map(({ x, half }) => ({ left: x - half - 1, right: x + half + 1, y })),
  );
  const obstacles = [...signs, ...troubles];
  const body = [
    legend(plan),
    currentColumn(plan),
    ...all.map((line) => stageLine(line, plan)),
    ...rows.map(({ line, ink, shift, signs }) => stemsOf(signs, line, plan, ink, shift, obstacles)),
    ...rows.map(({ ink, y, signs }) => signs.map((sign) => signSvg(sign, ink, y)).join("")),
    ...troubles.map(troubleSvg),
    ...all.map(names),
    axisSvg(plan),
  ];
  return { width: plan.width, height: plan.height, body: body.join("") };
}

interface Row {
  readonly line: Line;
  readonly ink: "event" | "demand";
  readonly y: number;
  /** From the middle of a column to a sign's own. */
  readonly shift: number;
  readonly signs: readonly PlacedSign[];
}

/** Rings and discs on their way to and from one consumer. */
function rowsOf(line: Line, { view, columns, xOf, pitch, width }: Plan): Row[] {
  const { rings, discs, stage } = line;
  if (rings === undefined || discs === undefined) return [];
  const room = [left - 4, width - 4] as const;
  // A ring stands left of the middle of its column and a disc right, so that neither crosses the other.
  const aside = Math.min(8, pitch / 4);
  const row = (ink: Row["ink"], y: number, shift: number): Row => {
    const isEvents = ink === "event";
    const found = signsOf(view, columns, stage.name, isEvents ? "events" : "ask");
    const signs = placeSigns(found, (column) => xOf(column) + shift, isEvents, room);
    return { line, ink, y, shift, signs };
  };
  return [row("demand", rings, -aside), row("event", discs, aside)];
}

function signSvg(sign: PlacedSign, ink: Row["ink"], y: number): string {
  const { x, label, half } = sign;
  return ink === "event"
    ? titled(disc(x, y, label, half), sign, "sent")
    : titled(ring(x, y, label, half), sign, "asked");
}

/** A sign whose words a pointer finds where there is more to say than it shows. */
function titled(svg: string, { n, messages, label }: PlacedSign, what: string): string {
  if (messages === 1 && label === count(n)) return svg;
  const times = messages === 1 ? "" : ` in ${count(messages)} messages`;
  return `<g><title>${count(n)} ${what}${times}</title>${svg}</g>`;
}

const names = ({ stage, name, y }: Line): string =>
  wrapped(2, y - 4 - 15 * (name.length - 1), name, stage.name, ' font-weight="600"');

/** Where a reader who goes through the run stands: a band down, and a triangle over it. */
function currentColumn({ view, columns, xOf, top, bottom, pitch }: Plan): string {
  const { current, steps } = view;
  const step = steps.filter((one) => one.step <= (current ?? 0)).at(-1);
  if (current === undefined || step === undefined) return "";
  const x = xOf(columnOf(columns, step.step, step.at));
  return (
    `<rect class="hg-current" x="${at(x - pitch / 2)}" y="${at(top)}" width="${at(pitch)}" height="${at(bottom - top)}" fill="currentColor" fill-opacity=".1"/>` +
    `<path class="hg-current" d="M${at(x - 6)} ${at(top - 6)}h12l-6 9z" fill="currentColor"/>`
  );
}

function axisSvg({ columns, bottom, xOf, width, pitch }: Plan): string {
  const { axis, each, count: many } = columns;
  const x = (place: number): number => xOf((place - axis.from) / each);
  const marks = marksOn(axis, Math.min(10, Math.max(3, (many * pitch) / 90)));
  const notches = marks.map(({ place }) => `M${at(x(place))} ${at(bottom)}v5`).join("");
  const middle = ` text-anchor="middle"${muted}`;
  return (
    `<path d="M${left} ${at(bottom)}H${at(xOf(many - 0.5))}${notches}" fill="none" stroke="currentColor" stroke-opacity=".6"/>` +
    marks
      .map(({ place, words }) => text(x(place), bottom + 18, words, middle, { size: 12 }))
      .join("") +
    text(Math.min(width / 2, 360), bottom + 35, `${axis.label} →`, middle, { size: 12 })
  );
}

function legend({ legend: entries }: Plan): string {
  const swatch = (x: number, y: number, opacity: number): string =>
    `<rect class="hg-event" x="${x}" y="${y - 5}" width="34" height="10" fill="${colors.event}" fill-opacity="${opacity}" stroke="currentColor" stroke-opacity=".5"/>`;
  const signs: Record<keyof typeof legendWords, (x: number, y: number) => string> = {
    disc: (x, y) => disc(x + 23, y, "7"),
    many: (x, y) => disc(x + 19, y, "×10", closeSignHalf("×10")),
    ring: (x, y) => ring(x + 23, y, "5"),
    bar: (x, y) =>
      `<rect x="${x + 4}" y="${y - 4}" width="30" height="8" fill="currentColor" fill-opacity=".55" stroke="currentColor"/>`,
    waiting: (x, y) => swatch(x, y, 0.4),
    buffered: (x, y) => swatch(x, y, 0.15),
    lost: (x, y) => crossed(x + 25, y),
  };
  return entries
    .map(
      ({ key, x, y }) =>
        signs[key](x, y) + text(x + 42, y + 4.5, legendWords[key], "", { size: 12 }),
    )
    .join("");
}
