import type { Metric } from "@headgate/figures";

/** The numbers of a figure as a table: a column for each run, a row for each number. */
export interface MetricTable {
  /** What the columns are called; one `""` where the numbers are of no single run. */
  readonly runs: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly MetricCell[] }[];
}

export interface MetricCell {
  readonly now: string;
  /** What it was in the run before, where that differs. */
  readonly was?: string;
}

/** Sorts numbers into columns where each is called as `Push: done at` is; otherwise there is one column. */
export function metricTable(metrics: readonly Metric[], before: readonly Metric[]): MetricTable {
  const isSplit = metrics.every(({ label }) => label.includes(": "));
  const split = (label: string): readonly [run: string, name: string] => {
    const at = isSplit ? label.indexOf(": ") : -1;
    return at < 0 ? ["", label] : [label.slice(0, at), label.slice(at + 2)];
  };
  const runs = [...new Set(metrics.map(({ label }) => split(label)[0]))];
  const names = [...new Set(metrics.map(({ label }) => split(label)[1]))];
  const cellOf = (run: string, name: string): MetricCell => {
    const isIt = ({ label }: Metric): boolean => {
      const [itsRun, itsName] = split(label);
      return itsRun === run && itsName === name;
    };
    const [now, was] = [metrics.find(isIt), before.find(isIt)];
    if (now === undefined) return { now: "" };
    const isChanged = was !== undefined && printed(was) !== printed(now);
    return { now: printed(now), ...(isChanged && { was: printed(was) }) };
  };
  return {
    runs,
    rows: names.map((name) => ({ name, cells: runs.map((run) => cellOf(run, name)) })),
  };
}

/** A number with its unit; at most two digits behind the point. */
export function printed({ value, unit }: Metric): string {
  const number = value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  return unit === "" || unit === "%" ? `${number}${unit}` : `${number} ${unit}`;
}
