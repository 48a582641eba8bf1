import { deliveredWithinAsked, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel } from "../figure.ts";
import {
  doneAt,
  handledBy,
  inFlightTo,
  namesOf,
  nameOf,
  peak,
  subscriptionOf,
  subscriptionsOf,
  waitingFor,
} from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const desks = ["slow", "quick", "quick too"];

/** What one panel came to. */
function shareOf({ trace }: Panel): { slow: number; hoarded: number; doneMs: number } {
  return {
    slow: handledBy(trace, "slow").length,
    hoarded: peak(waitingFor(trace, "slow")),
    doneMs: Math.max(...desks.map((desk) => doneAt(trace, desk))),
  };
}

export const demandDispatcher: FigureSpec = {
  slug: "demand-dispatcher",
  number: 5,
  chapters: [5],
  title: "Three desks, one of them slow",
  lead:
    "A feed shares its quakes among three desks by demand: the next quake goes to the desk that is owed the most. First with the " +
    "`maxDemand` that you set, then with 1.",
  question: {
    text:
      "A quake comes every 2 ms, 36 in all. Two desks need 2 ms for each, the third needs 20. All subscribe with a `maxDemand` of " +
      "1000. How many does the slow desk get?",
    options: [
      {
        text: "about 4: as many as it has time for",
        why: "The feed does not know who is slow. It sees demand, and the slow desk's 1000 are as good as anybody's.",
      },
      {
        text: "12: a third",
        why: "Each was asked for 1000, so each quake goes to the desk that has had the fewest. What the slow one cannot handle waits in its mailbox.",
      },
      {
        text: "36: it was the first to ask",
        why: "After one quake the slow desk is owed 999, and the others 1000. They come first then.",
      },
      {
        text: "none, while another desk is free",
        why: "The dispatcher looks at demand, never at whether somebody is busy.",
      },
    ],
    answer: ([asSet]) => {
      if (asSet === undefined) return 3;
      const slow = shareOf(asSet).slow;
      const all = desks.flatMap((desk) => handledBy(asSet.trace, desk)).length;
      if (slow === 0) return 3;
      if (slow === all) return 2;
      return slow >= all / 3 ? 1 : 0;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand of each desk",
      min: 1,
      max: 1000,
      step: 1,
      initial: 1000,
      unit: "events",
    },
    {
      kind: "range",
      name: "feedMs",
      label: "A quake every",
      min: 0,
      max: 20,
      step: 1,
      initial: 2,
      unit: "ms",
    },
    {
      kind: "range",
      name: "quickMs",
      label: "Quick desks, time for each",
      min: 0,
      max: 10,
      step: 1,
      initial: 2,
      unit: "ms",
    },
    {
      kind: "range",
      name: "slowMs",
      label: "Slow desk, time for each",
      min: 10,
      max: 50,
      step: 1,
      initial: 20,
      unit: "ms",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 200,
      step: 1,
      initial: 36,
      unit: "events",
    },
  ],
  view: "topology",
  run,
  metrics: (panels) =>
    panels.flatMap((panel) => {
      const { slow, hoarded, doneMs } = shareOf(panel);
      return [
        { label: `${panel.label}: to the slow desk`, value: slow, unit: "events" },
        { label: `${panel.label}: most that waited for it`, value: hoarded, unit: "events" },
        { label: `${panel.label}: all done at`, value: doneMs, unit: "ms" },
      ];
    }),
  surprise: ([asSet, oneByOne], values) => {
    if (asSet === undefined || oneByOne === undefined) return "";
    const [set, one] = [shareOf(asSet), shareOf(oneByOne)];
    return (
      `With a \`maxDemand\` of ${numberOf(values, "maxDemand")} the slow desk got ${set.slow} of ${numberOf(values, "count")}, up to ` +
      `${set.hoarded} of them waited for it, and all was done at ${set.doneMs} ms. With 1 it got ${one.slow}, and all was done at ${one.doneMs} ms.`
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "Σ delivered = produced, each quake to one desk",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const delivered = subscriptionsOf(trace).flatMap((one) => one.delivered.map(nameOf));
          const all = Array.from({ length: numberOf(values, "count") }, (_, i) => i + 1);
          const sorted = [...delivered].sort((one, other) => Number(one) - Number(other));
          return namesOf(sorted) === namesOf(all)
            ? undefined
            : `what was delivered is ${namesOf(sorted)}`;
        }),
    },
    {
      says: "sent to a desk and not handled ≤ its maxDemand",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          for (const { consumer, maxDemand } of subscriptionsOf(trace)) {
            const most = peak(inFlightTo(trace, consumer));
            if (most > maxDemand)
              return `${most} quakes were with the desk "${consumer}" at a time`;
          }
          return undefined;
        }),
    },
    {
      says: "each desk handles what it was sent, in order",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          for (const desk of desks) {
            const { delivered } = subscriptionOf(trace, desk);
            const handled = namesOf(handledBy(trace, desk));
            if (handled !== namesOf(delivered))
              return `the desk "${desk}" handled ${handled || "nothing"}`;
          }
          return undefined;
        }),
    },
  ],
};
