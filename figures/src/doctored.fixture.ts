import type { TraceEntry } from "headgate";
import type { Panel } from "./figure.ts";

/** The panels, the entries of one of them changed: told by its label, else the first. */
export function withEntries(
  panels: readonly Panel[],
  change: (entries: readonly TraceEntry[]) => readonly TraceEntry[],
  label: string | undefined = panels[0]?.label,
): Panel[] {
  return panels.map((panel) => {
    if (panel.label !== label) return panel;
    return { ...panel, trace: { entries: change(panel.trace.entries), truncated: 0 } };
  });
}

/** The panels, without the entries of one of them that are picked. */
export function without(
  panels: readonly Panel[],
  isPicked: (entry: TraceEntry) => boolean,
  label?: string,
): Panel[] {
  return withEntries(panels, (entries) => entries.filter((entry) => !isPicked(entry)), label);
}

/** The panels, the first entry of one of them that is picked changed to others. */
export function withFirst(
  panels: readonly Panel[],
  isPicked: (entry: TraceEntry) => boolean,
  change: (entry: TraceEntry) => readonly TraceEntry[],
  label?: string,
): Panel[] {
  const changed = (entries: readonly TraceEntry[]): TraceEntry[] => {
    const place = entries.findIndex(isPicked);
    if (place < 0) throw new RangeError("Expected the run to have the entry that is to be changed");
    return [...entries.slice(0, place), ...change(entries[place]!), ...entries.slice(place + 1)];
  };
  return withEntries(panels, changed, label);
}

/** The panels, the first delivery of one of them made twice: to whoever, or to one consumer. */
export function withDoubleDelivery(
  panels: readonly Panel[],
  label?: string,
  consumer?: string,
): Panel[] {
  return withFirst(
    panels,
    (entry) => entry.type === "events" && (consumer ?? entry.consumer) === entry.consumer,
    (entry) => [entry, entry],
    label,
  );
}

/** The panels of a run in which nobody asked for anything, and events came all the same. */
export function unasked(panels: readonly Panel[]): Panel[] {
  return without(panels, ({ type }) => type === "ask");
}
