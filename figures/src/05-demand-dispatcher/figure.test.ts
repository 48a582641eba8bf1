import { unasked, withDoubleDelivery, withEntries } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { doneAt, handledBy } from "../readings.ts";
import { demandDispatcher } from "./figure.ts";

checkFigure(demandDispatcher, {
  // With 1000 the slow desk hoards: it gets three times as many, and all is done twice as late.
  isSurprising: ([asSet, oneByOne]) => {
    if (asSet === undefined || oneByOne === undefined) return false;
    const [many, few] = [handledBy(asSet.trace, "slow"), handledBy(oneByOne.trace, "slow")];
    const isLate = doneAt(asSet.trace, "slow") >= 2 * doneAt(oneByOne.trace, "slow");
    return many.length >= 2.5 * few.length && isLate;
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand", bufferSize: 10_000 } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    "Σ delivered = produced, each quake to one desk": (panels) => withDoubleDelivery(panels),
    "sent to a desk and not handled ≤ its maxDemand": (panels) =>
      withDoubleDelivery(panels, "With maxDemand 1, for comparison", "slow"),
    "each desk handles what it was sent, in order": (panels) =>
      withEntries(panels, (entries) => entries.slice(0, -1)),
  },
});
