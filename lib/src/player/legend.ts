import { bold, label, middle, type Shape } from "../show/views/topology/shape.ts";
import { sign } from "../show/views/topology/strand-shapes.ts";
import { make, makeSvg } from "./make-element.ts";
import { ShapeLayer } from "./shape-layer.ts";

const tray: Shape = {
  tag: "rect",
  attributes: {
    class: "hg-event",
    x: 1,
    y: 4,
    width: 26,
    height: 16,
    rx: 3,
    "fill-opacity": ".3",
    stroke: "currentColor",
    "stroke-opacity": ".5",
  },
};
const slots: Shape = {
  tag: "path",
  attributes: { d: "M2 4v16m12 -16v16M2 4h24M2 20h24", fill: "none", stroke: "currentColor" },
};
const capacity: Shape = {
  tag: "path",
  attributes: { d: "M26 1v22", fill: "none", stroke: "currentColor", "stroke-width": 3.5 },
};
const held: Shape = { tag: "circle", attributes: { class: "hg-event", cx: 8, cy: 12, r: 4.5 } };

/** What the signs mean, in one line. */
export function legend(): HTMLElement {
  const entry = (shapes: readonly Shape[], words: string): HTMLElement => {
    const glyph = makeSvg("svg", {
      viewBox: "0 0 28 24",
      width: 28,
      height: 24,
      "aria-hidden": "true",
    });
    new ShapeLayer(glyph, shapes);
    return make("li", {}, glyph, make("span", {}, words));
  };
  return make(
    "ul",
    { class: "legend", "aria-label": "Signs" },
    entry(sign("event", 14, 12, "7", 11), "events go down"),
    entry(sign("demand", 14, 12, "7", 11), "demand goes up: how many are owed"),
    entry(
      [tray, label(14, 16.5, "2", { ...middle, ...bold })],
      "mailbox: events waiting at a stage",
    ),
    entry([slots, held, capacity], "buffer: made, not yet asked for; thick line: full"),
  );
}
