import { lastValue, peak } from "../../paint/step-line.ts";
import { total, type Depth, type Layer, type Strip } from "./depth.ts";
import { topOf, type Highs } from "./highs.ts";
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
const opacity = {
  owed: 0.26,
  "on order": 0.26,
  "in hand": 0.85,
  waiting: 0.4,
  buffered: 0.15,
  throughput: 0.4,
};

/**
 * Draws the sections of a depth as strips over one time axis; strips of one quantity share their scale,
 * which `highs` may give them. Demand that is owed or on order has the colour and ring of demand, all else those of events.
 */
export function depthSvg({ sections, axis }: Depth, highs: Highs = {}): Drawing {
  const lowest = sections.at(-1)?.strips.at(-1);
  const body: string[] = [];
  let y = 4;
  for (const section of sections) {
    const { of, head, strips } = section;
    const ink = of === "owed" || of === "on order" ? "demand" : "event";
    const sign = ink === "demand" ? ring : disc;
    body.push(sign(14, y + 12, "n"), text(34, y + 16.5, head, "", { width: width + 40 }));
    y += 34;
    if (of === "in flight") {
      body.push(swatches(y));
      y += 22;
    }
    const high = topOf(section, highs);
    for (const strip of strips) {
      const top = y + 40;
      const frame = { axis, top, bottom: top + stripHeight, width, low: 0, high };
      body.push(
        stripSvg(strip, frame, ink, y, strip === lowest),
        // There is no room for `per min`.
        text(left - 6, y + 12, section.unit.replace("per m", "/m"), ` text-anchor="end"${muted}`, {
          size: 11,
        }),
      );
      y = frame.bottom + 16;
    }
    y += 10;
  }
  const height = lowest === undefined ? 4 : y + 22;
  return { width: left + width + 40, height, body: body.join("") };
}

/** The two parts of what is in flight. */
function swatches(y: number): string {
  let x = 34;
  return (
    [
      ["in hand", "in hand"],
      ["waiting", "in the mailbox"],
    ] as const
  )
    .map(([of, words]) => {
      const here = x;
      x += 32 + inkWidth(words, 12);
      return (
        `<rect class="hg-event" x="${at(here)}" y="${y - 6}" width="14" height="12" fill="${colors.event}" fill-opacity="${opacity[of]}" stroke="currentColor" stroke-opacity=".5"/>` +
        text(here + 19, y + 4.5, words, "", { size: 12 })
      );
    })
    .join("");
}

/** A level that means something: the most that a buffer holds, or where a consumer asks again, which is thinner. */
function levelSvg(level: number | undefined, frame: Frame, thickness: number): string {
  if (level === undefined) return "";
  const y = at(yOf(frame, level));
  return `<path d="M${left} ${y}h${width}" stroke="currentColor" stroke-width="${thickness}" stroke-dasharray="6 3"/>`;
}

/** What a strip is called, and at what its consumer asks again. */
function headSvg({ name, asksAgainAt: level }: Strip, frame: Frame, y: number): string {
  const words = level ? `asks at minDemand ${count(level)}` : "";
  const room = width - 4 - inkWidth(words, 13);
  return (
    text(left, y + 12, name, ' font-weight="600"', { width: room }) +
    (words && text(left + width, y + 12, words, ' text-anchor="end"', { size: 12 })) +
    levelSvg(level, frame, 1)
  );
}

function stripSvg(strip: Strip, frame: Frame, ink: Ink, y: number, isLowest: boolean): string {
  const line = total(strip);
  const bound = (strip.bound ?? Infinity) > frame.high ? undefined : strip.bound;
  const [when, most] = peak(line);
  const [cx, cy] = [xOf(frame, when), yOf(frame, most)];
  const words = `max ${count(most)}${bound === undefined ? "" : ` of ${count(bound)}`}`;
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
    headSvg(strip, frame, y) +
    `${axes(frame, isLowest)}${levelSvg(bound, frame, 1.5)}${areas.join("")}<path ${style} d="${stepPath(line, frame)}" fill="none"/>` +
    `<circle ${style} cx="${at(cx)}" cy="${at(cy)}" r="4.5" fill="${ink === "demand" ? "none" : colors[ink]}"/>` +
    text(middle, cy - 8, words, ' text-anchor="middle" font-weight="600"', { size: 12 }) +
    text(left + width + 6, yOf(frame, last) + 4, short(last), muted, { size: 12 })
  );
}
