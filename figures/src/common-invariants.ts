import type { Trace } from "headgate";
import type { Invariant, Panel } from "./figure.ts";
import { handledBy, namesOf, subscriptionsOf } from "./readings.ts";
import { numberOf } from "./values.ts";

/** On every subscription, at every moment, no more was sent than had been asked for. */
export const deliveredWithinAsked: Invariant = {
  says: "delivered ≤ asked",
  broken: (panels) =>
    firstBroken(panels, ({ trace }) => {
      for (const { producer, consumer, pending } of subscriptionsOf(trace)) {
        const over = pending.find(({ value }) => value < 0);
        if (over === undefined) continue;
        return `at ${over.at} ms ${producer} had sent ${consumer} ${-over.value} more than it had asked for`;
      }
      return undefined;
    }),
};

/** In every panel the desk has handled the quakes 1 to `count` in the end, each once and in order. */
export const everyQuakeInOrder: Invariant = {
  says: "the desk handles every quake once, in order",
  broken: (panels, values) =>
    firstBroken(panels, ({ trace }) => {
      const all = Array.from({ length: numberOf(values, "count") }, (_, index) => index + 1);
      const handled = namesOf(handledBy(trace, "desk"));
      return handled === namesOf(all) ? undefined : `the desk handled ${handled || "nothing"}`;
    }),
};

/**
 * The first thing that is wrong with a panel, as a sentence: `broken` answers it without a capital and a full stop, and the
 * panel's label is put before it where there are several.
 */
export function firstBroken(
  panels: readonly Panel[],
  broken: (panel: Panel) => string | undefined,
): string | undefined {
  for (const panel of panels) {
    const what = broken(panel);
    if (what === undefined) continue;
    if (panels.length > 1) return `${panel.label}: ${what}.`;
    return `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  }
  return undefined;
}

/** The trace of the panel with this label. */
export function traceOf(panels: readonly Panel[], label: string): Trace {
  const panel = panels.find((one) => one.label === label);
  if (panel === undefined) throw new RangeError(`Expected a panel "${label}", and there is none`);
  return panel.trace;
}
