import { unasked, withEntries, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { discardedBy } from "../readings.ts";
import { numberOf } from "../values.ts";
import { bufferOverflow } from "./figure.ts";

const isLoss = ({ type }: { type: string }): boolean => type === "discarded";

checkFigure(bufferOverflow, {
  // Half of all quakes are dropped, and nobody was made to wait.
  isSurprising: ([panel]) => panel !== undefined && discardedBy(panel.trace, "feed") >= 12,
  facts: (_panel, values) => ({
    stages: {
      feed: {
        dispatcher: "demand",
        bufferSize: numberOf(values, "bufferSize"),
        bufferKeep: values["bufferKeep"] === "first" ? "first" : "last",
      },
    },
  }),
  doctored: {
    "delivered ≤ asked": unasked,
    "handled + dropped = sent by the network": (panels) => without(panels, isLoss),
    "the buffer holds ≤ bufferSize": (panels) => without(panels, isLoss),
    "dropped = what is beyond bufferSize: the oldest, or the newest": (panels) =>
      withFirst(panels, isLoss, (entry) => [{ ...entry, events: [7, 8] } as typeof entry]),
    // As if the full buffer had made the feed wait.
    "a burst every 10 ms, however full the buffer is": (panels) =>
      withEntries(panels, (entries) =>
        entries.map((entry) => (entry.type === "emit" ? { ...entry, at: entry.at + 5 } : entry)),
      ),
    "the desk handles what it gets in order": (panels) =>
      withEntries(panels, (entries) => [
        ...entries,
        ...entries.filter(({ type }) => type === "handle").slice(0, 2),
      ]),
  },
});
