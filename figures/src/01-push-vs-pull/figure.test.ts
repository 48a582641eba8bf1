import { unasked, withEntries, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { traceOf } from "../common-invariants.ts";
import { doneAt, peak, waitingFor } from "../readings.ts";
import { pushVsPull } from "./figure.ts";

checkFigure(pushVsPull, {
  // The pushed queue is five times the pulled one at the least, and it saves no time.
  isSurprising: (panels) => {
    const [push, pull] = [traceOf(panels, "Push"), traceOf(panels, "Pull")];
    const isLonger = peak(waitingFor(push, "desk")) >= 5 * peak(waitingFor(pull, "desk"));
    return isLonger && doneAt(push, "desk") === doneAt(pull, "desk");
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand" } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    // As if the desk had pulled like the one that is pushed.
    "pull: sent and not handled ≤ 4": (panels) =>
      withEntries(panels, () => traceOf(panels, "Push").entries, "Pull"),
    "the desk handles every quake once, in order": (panels) =>
      without(panels, (entry) => entry.type === "handle" && entry.at > 50, "Pull"),
  },
});
