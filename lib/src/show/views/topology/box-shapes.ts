import { at, colors } from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";
import { boxWidth, type Box, type Row } from "./box.ts";
import { bufferShapes } from "./buffer-shapes.ts";
import { bold, label, middle, quiet, type Shape } from "./shape.ts";
import type { StageState } from "./state.ts";

/** A stage's box behind a step. `now` is what happens within it at that step, in words. */
export function boxShapes(box: Box, state: StageState, now: string | undefined): Shape[] {
  const { x, top, bottom } = box;
  const outline: Shape = {
    tag: "rect",
    attributes: {
      x: at(x - boxWidth / 2),
      y: at(top),
      width: boxWidth,
      height: at(bottom - top),
      rx: 8,
      fill: "currentColor",
      "fill-opacity": ".06",
      stroke: "currentColor",
      ...(now === undefined ? {} : { "stroke-width": 2.5 }),
      ...(state.life === "ended" ? { "stroke-dasharray": "4 4" } : {}),
      ...(state.life === "not yet" ? { "stroke-dasharray": "1 4" } : {}),
    },
  };
  return [outline, ...box.rows.flatMap((row) => rowShapes(row, box, state, now))];
}

function rowShapes(row: Row, box: Box, state: StageState, now: string | undefined): Shape[] {
  const { x, stage } = box;
  const y = row.y + 12;
  const plain = (words: string, look = {}): Shape =>
    label(x, y, words, { ...middle, ...quiet, ...look }, { width: boxWidth - 4 });
  switch (row.kind) {
    case "mailbox":
      return mailbox(x, row.y, state.waiting);
    case "name":
      return box.name.map((line, index) =>
        label(x, y + 15 * index, line, { ...middle, ...bold }, { size: 13 }),
      );
    case "kind":
      return [plain(stage.kind)];
    case "in hand":
    case "handled":
    case "sent":
      return [plain(`${row.kind} ${count(state[row.kind])}`)];
    case "handled and sent": {
      const look = (anchor: string) => ({ "text-anchor": anchor, ...quiet });
      return [
        label(x - boxWidth / 2 + 9, y, `handled ${count(state.handled)}`, look("start")),
        label(x + boxWidth / 2 - 9, y, `sent ${count(state.sent)}`, look("end")),
      ];
    }
    case "lost":
      return lost(x, y, state.lost);
    case "life":
      return [plain(lifeWords[state.life])];
    case "now":
      return [
        now === undefined
          ? plain(lifeWords[state.life])
          : plain(`▸ ${now}`, { ...bold, "fill-opacity": 1 }),
      ];
    case "buffer":
      return bufferShapes(box, row.y, state.buffered);
  }
}

const lifeWords = { "not yet": "not started yet", alive: "", ended: "ended" } as const;

/** A tray on top of the box, where events come in. */
function mailbox(x: number, y: number, waiting: number): Shape[] {
  const left = x - boxWidth / 2 + 7;
  const tray = {
    class: "hg-event",
    x: at(left),
    y: at(y - 1),
    width: boxWidth - 14,
    height: 20,
    rx: 3,
    fill: colors.event,
    "fill-opacity": waiting > 0 ? ".3" : ".08",
    stroke: "currentColor",
    "stroke-opacity": ".5",
  };
  return [
    { tag: "rect", attributes: tray },
    label(left + 7, y + 13.5, "mailbox"),
    label(left + boxWidth - 21, y + 13.5, count(waiting), { "text-anchor": "end", ...bold }),
  ];
}

function lost(x: number, y: number, n: number): Shape[] {
  const words = label(x - 16, y, n > 0 ? `lost ${count(n)}` : "", bold);
  const cross = {
    class: "hg-alarm-line",
    d: `M${at(x - 34)} ${at(y - 9)}l9 9m0 -9l-9 9`,
    stroke: colors.alarm,
    "stroke-width": 3,
    fill: "none",
  };
  return [{ tag: "path", attributes: cross, isHidden: n === 0 }, words];
}
