import { lastValue, peak } from "../../paint/step-line.ts";
import { total, type Depth, type Layer, type Strip } from "./depth.ts";
import { axes, left, stepPath, xOf, yOf, type Frame } from "../plot/frame.ts";
import {
  at,
  colors,
  disc,
  inkWidth,
  muted,
  ring,
  text,
  type Drawing,
  type Ink,
} from "../../paint/svg.ts";
import { count, short } from "../../paint/words.ts";

const width = 312;
const stripHeight = 50;
const opacity = { owed: 0.26, "in hand": 0.85, waiting: 0.4, buffered: 0.15 };
const legend = [
  ["in hand", "in hand"],
  ["waiting", "mailbox"],
  ["buffered", "buffer"],
] as const;

/**
 * Draws what was owed on each subscription and what was at each stage as strips over one time axis;
 * strips of one kind share their scale.
 */
export function depthSvg(depth: Depth): Drawing {
  const all = [...depth.owed, ...depth.waiting];
  const body: string[] = [];
  let y = 4;
  const section = (strips: readonly Strip[], ink: Ink, head: string): void => {
    if (strips.length === 0) return;
    body.push(head);
    y += 34;
    const high = Math.max(...strips.map((strip) => peak(total(strip))[1]));
    for (const strip of strips) {
      const top = y + 40;
      const frame = { axis: depth.axis, top, bottom: top + stripHeight, width, low: 0, high };
      body.push(stripSvg(strip, frame, ink, y, strip === all.at(-1)));
      y = frame.bottom + 16;
    }
  };
  section(
    depth.owed,
    "demand",
    ring(14, y + 12, "n") + text(34, y + 16.5, "owed: asked, not yet delivered"),
  );
  y += depth.owed.length > 0 ? 10 : 0;
  section(
    depth.waiting,
    "event",
    disc(14, y + 12, "n") + text(34, y + 16.5, "at the stage:") + swatches(depth.waiting, 128, y),
  );
  return { width: left + width + 40, height: y + (all.length > 0 ? 32 : 0), body: body.join("") };
}

function swatches(strips: readonly Strip[], x: number, y: number): string {
  const used = legend.filter(([of]) =>
    strips.some(({ layers }) => layers.some((layer) => layer.of === of)),
  );
  const swatch = ([of, words]: (typeof legend)[number]): string => {
    const here = x;
    x += 32 + inkWidth(words, 12);
    return (
      `<rect class="hg-event" x="${at(here)}" y="${y + 6}" width="14" height="12" fill="${colors.event}" fill-opacity="${opacity[of]}" stroke="currentColor" stroke-opacity=".5"/>` +
      text(here + 19, y + 16.5, words, "", { size: 12 })
    );
  };
  return used.map(swatch).join("");
}

function stripSvg(strip: Strip, frame: Frame, ink: Ink, y: number, isLowest: boolean): string {
  const line = total(strip);
  const [when, most] = peak(line);
  const [cx, cy] = [xOf(frame, when), yOf(frame, most)];
  const words = `max ${count(most)}`;
  const half = inkWidth(words, 12) / 2;
  const middle = Math.min(Math.max(cx, left + half + 2), left + width - half);
  const last = lastValue(line);
  const areaOf = ({ points }: Layer): string =>
    `${stepPath(points, frame)}V${frame.bottom}H${left}z`;
  const areas = strip.layers.map((layer, index) => {
    const below = strip.layers[index - 1];
    // The layers below are cut out, so that each has its own shade.
    const d = areaOf(layer) + (below === undefined ? "" : areaOf(below));
    return `<path class="hg-${ink}" d="${d}" fill="${colors[ink]}" fill-rule="evenodd" fill-opacity="${opacity[layer.of]}"/>`;
  });
  const style = `class="hg-${ink}-line" stroke="${colors[ink]}" stroke-width="2"`;
  return (
    text(left, y + 12, strip.name, ' font-weight="600"', { width: width - 4 }) +
    `${axes(frame, isLowest)}${areas.join("")}<path ${style} d="${stepPath(line, frame)}" fill="none"/>` +
    `<circle ${style} cx="${at(cx)}" cy="${at(cy)}" r="4.5" fill="${ink === "demand" ? "none" : colors[ink]}"/>` +
    text(middle, cy - 8, words, ' text-anchor="middle" font-weight="600"', { size: 12 }) +
    text(left + width + 6, yOf(frame, last) + 4, short(last), muted, { size: 12 })
  );
}
