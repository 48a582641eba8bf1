/* The topology as boxes, producers above their consumers; and the line of a rate. */
import { holdings, pictureWords, rate } from "./words.mjs";

const box = { width: 190, height: 62, gapX: 24, gapY: 56 };

/** An element of SVG. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Draws a topology; answers a function that writes the numbers of a sample into it. */
export function drawPicture(place, { stages, subscriptions }) {
  const places = placesOf(stages, subscriptions);
  const right = Math.max(0, ...[...places.values()].map(({ x }) => x + box.width));
  const bottom = Math.max(0, ...[...places.values()].map(({ y }) => y + box.height));
  const root = svg("svg", {
    viewBox: `0 0 ${right + 2} ${bottom + 2}`,
    width: right + 2,
    height: bottom + 2,
    role: "img",
  });
  for (const { producer, consumer } of subscriptions) {
    const from = places.get(producer);
    const to = places.get(consumer);
    if (from !== undefined && to !== undefined) root.append(...edge(from, to));
  }
  const writers = stages.map(({ name }) => {
    const { group, write } = stageBox(name, places.get(name));
    root.append(group);
    return write;
  });
  place.replaceChildren(root);
  return (sample) => {
    root.setAttribute("aria-label", pictureWords(sample));
    sample.snapshot.stages.forEach((stage, i) => writers[i]?.(stage, sample.rates.stages[i]));
  };
}

function stageBox(name, { x, y }) {
  const speed = svg("text", { class: "small", x: x + 10, y: y + 37 });
  const held = svg("text", { class: "small", x: x + 10, y: y + 53 });
  const label = svg("text", { class: "name", x: x + 10, y: y + 20 }, cut(name, 24));
  const group = svg("g", {}, svg("title", {}, name));
  group.append(svg("rect", { x: x + 1, y: y + 1, width: box.width, height: box.height, rx: 6 }));
  group.append(label, speed, held);
  const write = (stage, rates) => {
    const events = stage.kind === "producer" ? rates?.sent : rates?.handled;
    speed.textContent = `${rate(events ?? 0)} events/s`;
    held.textContent = cut(holdings(stage), 32);
  };
  return { group, write };
}

function edge(from, to) {
  const x1 = from.x + box.width / 2;
  const y1 = from.y + box.height + 1;
  const x2 = to.x + box.width / 2;
  const y2 = to.y - 6;
  const bend = Math.max(20, (y2 - y1) / 2);
  return [
    svg("path", { d: `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}` }),
    svg("path", { class: "head", d: `M${x2 - 5} ${y2 - 2} l5 8 l5 -8 z` }),
  ];
}

/** Where each stage stands: a row below the lowest of its producers. */
function placesOf(stages, subscriptions) {
  const rows = new Map(stages.map(({ name }) => [name, 0]));
  // As often as there are stages: a circle of subscriptions must not hold it up.
  for (let i = 0; i < stages.length; i++) {
    for (const { producer, consumer } of subscriptions) {
      const below = (rows.get(producer) ?? 0) + 1;
      if (below > rows.get(consumer) && below < stages.length) rows.set(consumer, below);
    }
  }
  const widths = new Map();
  const places = new Map();
  for (const [name, row] of rows) {
    const index = widths.get(row) ?? 0;
    widths.set(row, index + 1);
    places.set(name, { x: index * (box.width + box.gapX), y: row * (box.height + box.gapY) });
  }
  return places;
}

/** A polyline of values, scaled to the largest. */
export function drawLine(polyline, values, length) {
  const most = Math.max(1, ...values);
  const from = length - values.length;
  const points = values.map((value, i) => `${from + i},${(38 - (value / most) * 36).toFixed(1)}`);
  polyline.setAttribute("points", points.join(" "));
}

function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
