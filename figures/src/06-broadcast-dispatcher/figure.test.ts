import type { TraceEntry } from "headgate";
import { unasked, withDoubleDelivery, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { traceOf } from "../common-invariants.ts";
import { doneAt } from "../readings.ts";
import { numberOf } from "../values.ts";
import { broadcastDispatcher } from "./figure.ts";

const isHandledLate = (desk: string) => (entry: TraceEntry) =>
  entry.type === "handle" && entry.stage === desk && entry.at > 15;

checkFigure(broadcastDispatcher, {
  // One slow desk makes the archive five times as slow.
  isSurprising: (panels) => {
    const [slow, quick] = [traceOf(panels, "With review"), traceOf(panels, "Without review")];
    return doneAt(slow, "archive") >= 5 * doneAt(quick, "archive");
  },
  facts: (_panel, values) => ({
    stages: { feed: { dispatcher: "broadcast", bufferSize: 10_000 } },
    subscriptions: {
      2: { selector: (event) => (event as { mag: number }).mag >= numberOf(values, "minMag") },
    },
  }),
  doctored: {
    "delivered ≤ asked": unasked,
    "archive and review: every quake, in order": (panels) =>
      without(panels, isHandledLate("review")),
    "alarm: every quake from its magnitude up, in order, and no other": (panels) =>
      without(panels, isHandledLate("alarm")),
    "nobody is sent more than maxDemand beyond what the review has handled": (panels) =>
      withDoubleDelivery(panels, "With review", "archive"),
  },
});
