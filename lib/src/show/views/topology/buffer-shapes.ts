import { at, colors } from "../../paint/svg.ts";
import { short } from "../../paint/words.ts";
import { boxWidth, maxSlots, type Box } from "./box.ts";
import { label, quiet, type Shape } from "./shape.ts";

const width = boxWidth - 20;
const height = 15;

/** A buffer behind a step: place by place, or a bar; at its right end its capacity as a thick line. */
export function bufferShapes(
  { x, stage, mostBuffered }: Box,
  top: number,
  buffered: number,
): Shape[] {
  const { bufferSize } = stage;
  const left = x - width / 2;
  const y = top + 17;
  const bound = bufferSize === undefined ? ", no bound" : ` of ${short(bufferSize)}`;
  const words = label(left - 2, top + 12, `buffer ${short(buffered)}${bound}`, quiet, {
    width: width + 12,
  });
  if (bufferSize !== undefined && bufferSize <= maxSlots) {
    return [words, ...slots(left, y, bufferSize, buffered)];
  }
  const scale = bufferSize ?? Math.max(mostBuffered, 1);
  const level = Math.min(width, Math.max(buffered > 0 ? 2 : 0, (width * buffered) / scale));
  const open = `M${at(left + width)} ${at(y)}H${at(left)}V${at(y + height)}H${at(left + width)}`;
  return [
    words,
    eventRect(left, y, level),
    line(open, 1),
    bufferSize === undefined ? { ...capacity(left, y), isHidden: true } : capacity(left + width, y),
  ];
}

function slots(left: number, y: number, places: number, buffered: number): Shape[] {
  const each = places === 0 ? 0 : Math.min(18, width / places);
  const right = left + each * places;
  const walls = Array.from(
    { length: places },
    (_, index) => `M${at(left + each * index)} ${at(y)}v${height}`,
  ).join("");
  const frame = `${walls}M${at(left)} ${at(y)}H${at(right)}M${at(left)} ${at(y + height)}H${at(right)}`;
  const discs = Array.from({ length: places }, (_, index): Shape => {
    const r = Math.min(5.5, each / 2 - 1.2);
    const centre = { cx: at(left + each * (index + 0.5)), cy: at(y + height / 2), r: at(r) };
    return {
      tag: "circle",
      attributes: { class: "hg-event", ...centre, fill: colors.event },
      isHidden: index >= buffered,
    };
  });
  return [line(frame, 1), ...discs, capacity(right, y)];
}

function eventRect(x: number, y: number, level: number): Shape {
  const place = { x: at(x), y: at(y), width: at(level), height };
  return { tag: "rect", attributes: { class: "hg-event", ...place, fill: colors.event } };
}

const capacity = (x: number, y: number): Shape => line(`M${at(x)} ${at(y - 4)}v${height + 8}`, 3.5);

function line(d: string, weight: number): Shape {
  const ink = { stroke: "currentColor", "stroke-width": weight };
  return { tag: "path", attributes: { d, fill: "none", ...ink } };
}
