/**
 * Figures of a run: demand going upstream, events coming downstream, and what is owed and waits.
 *
 * @module headgate/show
 */
export { display, type DisplayBundle } from "./display.ts";
export { draw, type Panel } from "./draw.ts";
export type { Figure } from "./paint/figure.ts";
export { drawPlot, plot, type PlotOptions } from "./views/plot/plot.ts";
export type { Series } from "./views/plot/svg.ts";
export { save, type SaveOptions } from "./save.ts";
export { record, type RecordedEntry, type Recording } from "./run/recording.ts";
export { show, type Traced } from "./show.ts";
export type { Points } from "./paint/step-line.ts";
export type { DrawOptions } from "./run/view.ts";
