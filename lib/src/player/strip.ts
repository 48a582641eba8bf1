import { colors } from "../show/paint/svg.ts";
import { sampled, type Axis } from "../show/paint/step-line.ts";
import { placeOn } from "../show/paint/times.ts";
import { count, counted } from "../show/paint/words.ts";
import { axisOf } from "../show/run/axis.ts";
import { valueAt } from "../show/run/run.ts";
import type { View } from "../show/run/view.ts";
import { LiveText, make, makeSvg } from "./make-element.ts";
import type { Place } from "./picture.ts";
import { areaPath, lineOf, stripRows, type StripRow } from "./strip-rows.ts";

const height = 20;
const signs = { owed: "○ owed", waiting: "● waiting at", buffered: "▮ buffer of" } as const;

interface Track {
  readonly row: StripRow;
  readonly most: number;
  readonly svg: SVGSVGElement;
  readonly areas: readonly [high: SVGPathElement, low: SVGPathElement];
  readonly value: LiveText;
}

interface PanelStrip {
  readonly tracks: readonly Track[];
  readonly cursor: HTMLElement;
}

/**
 * The whole run as rows over one axis: what was owed, waited and was buffered. The rows are sampled
 * once for a width; going through the run moves the cursor and writes the values beside the rows.
 */
export class Strip {
  readonly element: HTMLElement = make("div", { class: "strip" });
  readonly #axis: Axis;
  readonly #panels: readonly PanelStrip[];
  readonly #observer: ResizeObserver;
  #columns = 0;

  constructor(views: readonly View[], labels: readonly string[]) {
    this.#axis = axisFor(views);
    const found = views.map(({ run, edges, names }) =>
      stripRows(
        edges,
        run.stages.filter(({ name }) => names.includes(name)),
      ),
    );
    const all = found.flatMap(({ rows }) => rows);
    const mostOf = (kind: StripRow["kind"]): number =>
      Math.max(...all.filter((row) => row.kind === kind).map(({ most }) => most));
    this.#panels = found.map(({ rows }, panel) => {
      const tracks = rows.map((row) => trackOf(row, mostOf(row.kind)));
      const cursor = make("div", { class: "cursor" });
      if (views.length > 1) this.element.append(make("p", { class: "name" }, labels[panel]!));
      this.element.append(rowsElement(tracks, cursor));
      return { tracks, cursor };
    });
    const hidden = found.reduce((sum, one) => sum + one.hidden, 0);
    this.element.append(axisElement(this.#axis, hidden));
    this.#observer = new ResizeObserver(() => this.#sample());
    this.#observer.observe(this.element);
  }

  #sample(): void {
    const first = this.#panels.flatMap(({ tracks }) => tracks)[0];
    const columns = Math.round(first?.svg.clientWidth ?? 0);
    if (columns === this.#columns || columns === 0) return;
    this.#columns = columns;
    for (const { row, svg, areas, most } of this.#panels.flatMap(({ tracks }) => tracks)) {
      const samples = sampled(lineOf(row.level, this.#axis), this.#axis, columns);
      const draw = (area: SVGPathElement, of: "low" | "high"): void =>
        area.setAttribute(
          "d",
          areaPath(
            samples.map((sample) => sample[of]),
            most,
            height,
          ),
        );
      svg.setAttribute("viewBox", `0 0 ${columns} ${height}`);
      draw(areas[0], "high");
      draw(areas[1], "low");
    }
  }

  /** `time`: that of the position, in ms. */
  show(places: readonly Place[], time: number): void {
    const { unit, from, to } = this.#axis;
    for (const [index, { tracks, cursor }] of this.#panels.entries()) {
      const step = places[index]!.last?.step ?? 0;
      const share = ((unit === "ms" ? time : step) - from) / (to - from);
      cursor.style.transform = `translateX(${Math.round(share * 1e5) / 1e3}%)`;
      for (const { row, value } of tracks) value.set(count(valueAt(row.level, step)));
    }
  }

  destroy(): void {
    this.#observer.disconnect();
  }
}

/** The axis of the drawings, which in steps begins before the first. */
function axisFor(views: readonly View[]): Axis {
  const axis = axisOf(views);
  return axis.unit === "ms" ? axis : { ...axis, from: axis.from - 1 };
}

function trackOf(row: StripRow, most: number): Track {
  const ink = row.kind === "owed" ? "demand" : "event";
  const area = (opacity: string): SVGPathElement =>
    makeSvg("path", { class: `hg-${ink}`, fill: colors[ink], "fill-opacity": opacity });
  const areas = [area(".4"), area(".7")] as const;
  const svg = makeSvg("svg", { "aria-hidden": "true", preserveAspectRatio: "none" }, ...areas);
  return { row, most, svg, areas, value: new LiveText() };
}

function rowsElement(tracks: readonly Track[], cursor: HTMLElement): HTMLElement {
  const layer = make("div", { class: "cursor-layer", "aria-hidden": "true" }, cursor);
  const cells = tracks.flatMap(({ row, svg, value }) => {
    const words = `${signs[row.kind]} ${row.name}`;
    const named = make("span", { class: "label", title: words }, words);
    return [named, svg, make("span", { class: "value" }, value.node)];
  });
  return make("div", { class: "rows" }, ...cells, ...(tracks.length > 0 ? [layer] : []));
}

function axisElement(axis: Axis, hidden: number): HTMLElement {
  const note = hidden > 0 ? ` (${counted(hidden, "lower row")} not drawn)` : "";
  return make(
    "div",
    { class: "rows" },
    make(
      "div",
      { class: "axis" },
      make("span", {}, placeOn(axis, axis.from)),
      make("span", {}, `the whole run, in events${note}`),
      make("span", {}, placeOn(axis, axis.to)),
    ),
  );
}
