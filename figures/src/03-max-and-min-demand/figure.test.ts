import { describe, expect, test } from "vitest";
import { unasked, withEntries, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { batchesOf, entriesOf, subscriptionOf } from "../readings.ts";
import { initialValues } from "../values.ts";
import { maxAndMinDemand } from "./figure.ts";

checkFigure(maxAndMinDemand, {
  // It asks for half behind each half, and is handed less than `minDemand` all the same.
  isSurprising: ([panel]) => {
    if (panel === undefined) return false;
    const sizes = batchesOf(panel.trace, "desk").map(({ length }) => length);
    const again = subscriptionOf(panel.trace, "desk").asks.slice(1);
    return again.length > 3 && again.every((ask) => ask === 5) && Math.min(...sizes) < 5;
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand", bufferSize: 10_000 } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    "asked and not handled ≤ maxDemand": (panels) =>
      withFirst(
        panels,
        ({ type }) => type === "ask",
        (entry) => [entry, entry],
      ),
    "asked and not handled > minDemand, or it asks at once": (panels) =>
      without(panels, (entry) => entry.type === "ask" && entry.at > 10),
    // As if it asked for what has arrived.
    "maxDemand - minDemand ≤ each further ask < twice that": (panels) =>
      withFirst(
        panels,
        (entry) => entry.type === "ask" && entry.demand === 5,
        (entry) => [{ ...entry, demand: 2 } as typeof entry],
      ),
    "batch ≤ maxDemand - minDemand": (panels) =>
      withFirst(
        panels,
        ({ type }) => type === "handle",
        (entry) => [{ ...entry, events: [1, 2, 3, 4, 5, 6] } as typeof entry],
      ),
    "the desk handles every quake once, in order": (panels) =>
      withEntries(panels, (entries) => entries.slice(0, -5)),
  },
});

describe("the presets", () => {
  test.each([
    { maxDemand: 1000, minDemand: 500, again: 500 },
    { maxDemand: 1000, minDemand: 750, again: 250 },
    { maxDemand: 1, minDemand: 0, again: 1 },
    { maxDemand: 10, minDemand: 9, again: 1 },
  ])("$maxDemand/$minDemand: asks again for $again", async ({ again, ...limits }) => {
    const values = { ...initialValues(maxAndMinDemand), ...limits, together: 1000, count: 1700 };
    const [panel] = await maxAndMinDemand.run(values);
    const asks = entriesOf(panel!.trace, "ask").map(({ demand }) => demand);
    expect(asks[0]).toBe(limits.maxDemand);
    expect([...new Set(asks.slice(1))]).toEqual([again]);
  });
});
