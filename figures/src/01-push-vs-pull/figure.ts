import { deliveredWithinAsked, everyQuakeInOrder, traceOf } from "../common-invariants.ts";
import type { FigureSpec, Panel } from "../figure.ts";
import { doneAt, handledBy, inFlightTo, peak, waitingFor } from "../readings.ts";
import { run } from "./run.ts";

/** What the pulling desk subscribes with, in `run.ts`. */
const maxDemand = 4;

const deepest = (panels: readonly Panel[], label: string): number =>
  peak(waitingFor(traceOf(panels, label), "desk"));
const done = (panels: readonly Panel[], label: string): number =>
  doneAt(traceOf(panels, label), "desk");

export const pushVsPull: FigureSpec = {
  slug: "push-vs-pull",
  number: 1,
  chapters: [1],
  title: "Push and pull",
  lead:
    "Two feeds, alike, and two desks of the same speed. One desk asks once, for everything; the other asks for four at " +
    "most and asks again when two are done.",
  question: {
    text:
      "A feed has a quake every 1 ms, 40 in all. The desk awaits 5 ms for each, and has asked for all 40 at once. How many " +
      "wait in front of it at the worst moment?",
    options: [
      {
        text: "one or two: its `await` slows the feed down",
        why: "`await` stops the handler that it stands in. The feed was told to send 40 and hears of nothing else.",
      },
      {
        text: "about 30",
        why: "Five come while one is handled, so four more wait after each. It ends because the feed ends, not because the desk says so.",
      },
      {
        text: "all 40",
        why: "The desk does work meanwhile: in the 40 ms in which the feed sends, it handles about eight.",
      },
    ],
    answer: (panels) => {
      const waited = deepest(panels, "Push");
      if (waited <= maxDemand) return 0;
      return waited < handledBy(traceOf(panels, "Push"), "desk").length - 1 ? 1 : 2;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "produceMs",
      label: "Feed, time for each",
      min: 0,
      max: 20,
      step: 1,
      initial: 1,
      unit: "ms",
    },
    {
      kind: "range",
      name: "consumeMs",
      label: "Desk, time for each",
      min: 0,
      max: 20,
      step: 1,
      initial: 5,
      unit: "ms",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 200,
      step: 1,
      initial: 40,
      unit: "events",
    },
  ],
  view: "depth",
  run,
  metrics: (panels) => [
    { label: "Push: most that waited", value: deepest(panels, "Push"), unit: "events" },
    { label: "Pull: most that waited", value: deepest(panels, "Pull"), unit: "events" },
    { label: "Push: done at", value: done(panels, "Push"), unit: "ms" },
    { label: "Pull: done at", value: done(panels, "Pull"), unit: "ms" },
  ],
  surprise: (panels) => {
    const [push, pull] = [deepest(panels, "Push"), deepest(panels, "Pull")];
    const [pushDone, pullDone] = [done(panels, "Push"), done(panels, "Pull")];
    const queues = `Up to ${push} waited where the feed pushed, and ${pull} where the desk pulled.`;
    if (pushDone !== pullDone) {
      return `${queues} The pushing pair was done at ${pushDone} ms, the pulling one at ${pullDone} ms.`;
    }
    const both = `${queues} Both desks were done at the same moment, ${pushDone} ms`;
    return push > pull ? `${both}: the longer queue bought no time.` : `${both}.`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "pull: sent and not handled ≤ 4",
      broken: (panels) => {
        const over = inFlightTo(traceOf(panels, "Pull"), "desk").find(
          ({ value }) => value > maxDemand,
        );
        return over && `At ${over.at} ms ${over.value} quakes were on their way or in hand.`;
      },
    },
    everyQuakeInOrder,
  ],
};
