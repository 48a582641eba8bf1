import type { Run } from "../show/run/run.ts";
import { LiveText, make } from "./make-element.ts";
import { metricsAt, metricWords } from "./metrics.ts";
import type { Place } from "./picture.ts";

/** The numbers of each run at the position, with their units. */
export class MetricStrip {
  readonly element: HTMLElement = make("div", { class: "metrics" });
  readonly #values: readonly (readonly LiveText[])[];
  readonly #runs: readonly Run[];

  constructor(runs: readonly Run[], labels: readonly string[]) {
    this.#runs = runs;
    this.#values = runs.map((run, panel) => {
      const words = metricWords(metricsAt(run, 0, 0));
      const values = words.map(() => new LiveText());
      const list = make(
        "dl",
        {},
        ...words.map(({ name }, index) =>
          make("div", {}, make("dt", {}, name), make("dd", {}, values[index]!.node)),
        ),
      );
      if (runs.length > 1) this.element.append(make("p", { class: "name" }, labels[panel]!));
      this.element.append(list);
      return values;
    });
  }

  show(places: readonly Place[]): void {
    for (const [panel, values] of this.#values.entries()) {
      const run = this.#runs[panel]!;
      const { last } = places[panel]!;
      const first = run.steps[0];
      const metrics = metricsAt(
        run,
        last?.step ?? (first?.step ?? 1) - 1,
        last?.at ?? first?.at ?? 0,
      );
      for (const [index, { value }] of metricWords(metrics).entries()) values[index]!.set(value);
    }
  }
}
