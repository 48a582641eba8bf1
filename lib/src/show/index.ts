/**
 * Figures of a run: demand going upstream, events coming downstream, and what is owed and waits.
 *
 * @module headgate/show
 */
export { display, type DisplayBundle } from "./display.ts";
export { draw } from "./draw.ts";
export type { Figure } from "./paint/figure.ts";
export { drawPlot, plot, type PlotOptions } from "./views/plot/plot.ts";
export type { Series } from "./views/plot/svg.ts";
export { show, type Traced } from "./show.ts";
export type { Points } from "./paint/step-line.ts";
export type { DrawOptions } from "./run/view.ts";
