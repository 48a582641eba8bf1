import type { Step } from "../show/run/run.ts";

/** Where one panel stands. */
export interface Place {
  /** The last step of its run so far. */
  readonly last: Step | undefined;
  /** The step just taken, where it was one of this panel. */
  readonly now: Step | undefined;
  /** How far that step is on its way, from 0 to 1. */
  readonly done: number;
}

/** One view of one run in the page. */
export interface Picture {
  readonly element: SVGSVGElement;
  show(place: Place): void;
}

/** As wide as its place, but with texts of 12 units never smaller than 9 or larger than 14 CSS pixels. */
export function sizeTo(element: SVGSVGElement, width: number, height: number): void {
  element.setAttribute("viewBox", `0 0 ${width} ${height}`);
  element.style.minWidth = `${Math.round(width * 0.75)}px`;
  element.style.maxWidth = `${Math.round(width * 1.15)}px`;
}
