import { deliveredWithinAsked, everyQuakeInOrder, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import {
  doneAt,
  entriesOf,
  level,
  onOrderOf,
  peak,
  type Point,
  subscriptionsOf,
} from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

/** Sent by the feed and not yet sent on by `enrich`: in its mailbox, in hand or in its buffer. */
function withEnrich(panels: readonly Panel[]): Point[] {
  const [panel] = panels;
  if (panel === undefined) return [];
  return level(panel.trace, (entry) => {
    if (entry.type !== "events") return 0;
    return entry.consumer === "enrich" ? entry.events.length : -entry.events.length;
  });
}

/** The `maxDemand` that a stage subscribes with. */
const maxOf = (values: Values, consumer: string): number =>
  numberOf(values, consumer === "enrich" ? "enrichMax" : "deskMax");

export const demandHopByHop: FigureSpec = {
  slug: "demand-hop-by-hop",
  number: 2,
  chapters: [2, 3],
  title: "Demand, hop by hop",
  lead:
    "A feed, a producer-consumer that enriches, and a desk that needs 10 ms for each quake. Each hop has its own `maxDemand` " +
    "and `minDemand`.",
  question: {
    text: "The desk subscribes to `enrich` with a `maxDemand` of 2, and `enrich` to the feed with 6. What does `enrich` ask the feed for at first?",
    options: [
      {
        text: "2: it passes the desk's demand on",
        why: "Demand does not go through a producer-consumer. It is a consumer of its own, with a `maxDemand` of its own.",
      },
      {
        text: "6: what its own subscription says",
        why: "It asks on its own account, as soon as it subscribes. What the desk has not asked for yet waits with it.",
      },
      {
        text: "8: the desk's 2 on top of its own 6",
        why: "The two numbers belong to two subscriptions. Nothing adds them.",
      },
      {
        text: "nothing, until the desk has asked",
        why: "It asks when it subscribes, and it has done so before the desk is there. What it waits with is handling: that begins when somebody asks it.",
      },
    ],
    answer: ([panel]) => {
      const asks = panel === undefined ? [] : entriesOf(panel.trace, "ask");
      if (asks[0]?.consumer === "desk") return 3;
      return [2, 6, 8].indexOf(asks[0]?.demand ?? 0);
    },
  },
  parameters: [
    {
      kind: "range",
      name: "enrichMax",
      label: "enrich, maxDemand",
      min: 1,
      max: 20,
      step: 1,
      initial: 6,
      unit: "events",
    },
    {
      kind: "range",
      name: "enrichMin",
      label: "enrich, minDemand",
      min: 0,
      max: 19,
      step: 1,
      initial: 3,
      unit: "events",
    },
    {
      kind: "range",
      name: "deskMax",
      label: "desk, maxDemand",
      min: 1,
      max: 20,
      step: 1,
      initial: 2,
      unit: "events",
    },
    {
      kind: "range",
      name: "deskMin",
      label: "desk, minDemand",
      min: 0,
      max: 19,
      step: 1,
      initial: 1,
      unit: "events",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 200,
      step: 1,
      initial: 12,
      unit: "events",
    },
  ],
  view: "sequence",
  run,
  metrics: (panels) =>
    panels.flatMap(({ trace }) => [
      { label: "With enrich, at most", value: peak(withEnrich(panels)), unit: "events" },
      {
        label: "On order by enrich, at most",
        value: peak(onOrderOf(trace, "enrich")),
        unit: "events",
      },
      {
        label: "On order by the desk, at most",
        value: peak(onOrderOf(trace, "desk")),
        unit: "events",
      },
      { label: "Done at", value: doneAt(trace, "desk"), unit: "ms" },
    ]),
  surprise: (panels, values) => {
    const held = peak(withEnrich(panels));
    return (
      `\`enrich\` asked for ${maxOf(values, "enrich")} before the desk had asked for anything, and the desk never had more than ` +
      `${maxOf(values, "desk")} on order. Up to ${held} ${held === 1 ? "quake was" : "quakes were"} with \`enrich\` at a time: it asks on its own ` +
      "account, and keeps what nobody has asked it for."
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "asked and not handled ≤ maxDemand, at each hop",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          for (const { consumer } of subscriptionsOf(trace)) {
            const over = onOrderOf(trace, consumer).find(
              ({ value }) => value > maxOf(values, consumer),
            );
            if (over !== undefined)
              return `at ${over.at} ms ${consumer} had ${over.value} on order`;
          }
          return undefined;
        }),
    },
    {
      says: "enrich asks first, for its own maxDemand",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const [first] = entriesOf(trace, "ask");
          const wanted = maxOf(values, "enrich");
          if (first?.consumer === "enrich" && first.demand === wanted) return undefined;
          return `the first ask was for ${first?.demand ?? 0}, by ${first?.consumer ?? "nobody"}`;
        }),
    },
    {
      says: "with enrich < 2 × its maxDemand",
      broken: (panels, values) => {
        const over = withEnrich(panels).find(({ value }) => value >= 2 * maxOf(values, "enrich"));
        return over && `At ${over.at} ms ${over.value} quakes were with enrich.`;
      },
    },
    everyQuakeInOrder,
  ],
};
