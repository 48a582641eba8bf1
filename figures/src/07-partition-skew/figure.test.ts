import { withDoubleDelivery, withEntries, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { numberOf } from "../values.ts";
import { desksOf, mostQueued, partitionSkew } from "./figure.ts";

checkFigure(partitionSkew, {
  mostEntries: 320,
  // No other desk has half the work of the busiest, and yet one of them is held up by it far beyond its own work.
  isSurprising: ([panel]) => {
    const [busiest, ...others] = desksOf(panel!.trace);
    const last = Math.max(...others.map(({ doneAt }) => doneAt));
    const isLess = others.every(({ workMs }) => workMs < busiest!.workMs / 2);
    return isLess && last > 0.6 * busiest!.doneAt && mostQueued(panel!.trace) > 0;
  },
  facts: () => ({ stages: { feed: { dispatcher: "partition" } } }),
  doctored: {
    "delivered ≤ asked": (panels) => withDoubleDelivery(panels, undefined, "desk 1"),
    "order per key is kept": (panels) =>
      withEntries(panels, (entries) =>
        // As if the desks had handled backwards.
        [
          ...entries.filter(({ type }) => type !== "handle"),
          ...entries.filter(({ type }) => type === "handle").toReversed(),
        ],
      ),
    "emitted ≤ asked + discarded": (panels) =>
      withFirst(
        panels,
        ({ type }) => type === "emit",
        (entry) => Array.from({ length: 10 }, () => entry),
      ),
    "every quake is handled once or discarded": (panels, values) =>
      without(panels, (entry) => entry.type === "handle" && entry.at > numberOf(values, "count")),
  },
});
