import { isCleanReason, type Trace } from "headgate";
import { deliveredWithinAsked } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import { type EntryOf, endOf, entriesOf, level, peak, subscriptionOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const only = (panels: readonly Panel[]): Trace => panels[0]!.trace;
const isChild = (stage: string): boolean => stage.startsWith("review ");

/** How many children ran, after each start and each end of one. */
function running(trace: Trace): ReturnType<typeof level> {
  return level(trace, (entry) => {
    if (entry.type !== "start" && entry.type !== "exit") return 0;
    return isChild(entry.stage) ? (entry.type === "start" ? 1 : -1) : 0;
  });
}

/** What became of the children. */
export interface Children {
  readonly most: number;
  readonly started: number;
  readonly crashed: number;
  /** Those whose end frees a place: all but those that are started again. */
  readonly ended: number;
  /** Places that the feed was told of again, one for each child that has ended. */
  readonly askedAgain: number;
}

export function childrenOf(trace: Trace, values: Values): Children {
  const exits = entriesOf(trace, "exit").filter(({ stage }) => isChild(stage));
  const crashed = exits.filter(({ reason }: EntryOf<"exit">) => !isCleanReason(reason)).length;
  const asked = subscriptionOf(trace, "reviews").asks.reduce((sum, demand) => sum + demand, 0);
  return {
    most: peak(running(trace)),
    started: entriesOf(trace, "start").filter(({ stage }) => isChild(stage)).length,
    crashed,
    ended: values["restart"] === "transient" ? exits.length - crashed : exits.length,
    askedAgain: asked - numberOf(values, "maxDemand"),
  };
}

/** How many children have to end before the next ask. */
function patience(values: Values): number {
  const [max, min] = [numberOf(values, "maxDemand"), numberOf(values, "minDemand")];
  return Math.max(1, Math.min(min, max - 1));
}

export const childPerEvent: FigureSpec = {
  slug: "child-per-event",
  number: 9,
  chapters: [7],
  title: "A child for each quake",
  lead:
    "A consumer supervisor starts a child for each quake, and asks again when children have ended. " +
    'It takes `restart: "temporary"` or `"transient"`; "permanent" is refused, for a child that has done its quake would be run again for ever.',
  question: {
    text:
      "The reviews subscribe with `maxDemand: 4`. Ten quakes are there at once, a review takes about 100 ms, and one in five " +
      "crashes. How many reviews run at the same time, at most?",
    options: [
      {
        text: "10: each quake gets its own child at once",
        why: "Each gets its own, and only when it has come. The feed sends no more than it was asked for, and that was 4.",
      },
      {
        text: "4, from the first to the last",
        why: "A quake stays on order until its child has ended. So the demand is the number of children, and `maxDemand` is its bound.",
      },
      {
        text: "4 at first, one fewer after each crash",
        why: "A child that crashed has ended, too. Its place is asked for again like that of any other.",
      },
    ],
    answer: (panels) => {
      const most = peak(running(only(panels)));
      const { maxDemand, asks } = subscriptionOf(only(panels), "reviews");
      const isWhole = asks.reduce((sum, demand) => sum + demand, 0) === maxDemand + 10;
      return most > maxDemand ? 0 : isWhole ? 1 : 2;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand: most children",
      min: 1,
      max: 12,
      step: 1,
      initial: 4,
      unit: "events",
    },
    {
      kind: "range",
      name: "minDemand",
      label: "minDemand: so many end before it asks (at most maxDemand − 1)",
      min: 0,
      max: 11,
      step: 1,
      initial: 0,
      unit: "events",
    },
    {
      kind: "range",
      name: "reviewMs",
      label: "A review, on average",
      min: 0,
      max: 500,
      step: 10,
      initial: 100,
      unit: "ms",
    },
    {
      kind: "range",
      name: "crash",
      label: "Reviews that crash",
      min: 0,
      max: 60,
      step: 5,
      initial: 20,
      unit: "%",
    },
    {
      kind: "choice",
      name: "restart",
      label: "restart",
      choices: [
        { value: "temporary", label: "temporary: a child that crashed has ended" },
        { value: "transient", label: "transient: it is started again" },
      ],
      initial: "temporary",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 60,
      step: 1,
      initial: 10,
      unit: "events",
    },
  ],
  view: "sequence",
  run,
  metrics: (panels, values) => {
    const { most, started, crashed, ended, askedAgain } = childrenOf(only(panels), values);
    return [
      { label: "Most children at once", value: most, unit: "" },
      { label: "Children started", value: started, unit: "" },
      { label: "Crashed", value: crashed, unit: "" },
      { label: "Ended, place free", value: ended, unit: "" },
      { label: "Places asked for again", value: askedAgain, unit: "events" },
      { label: "All done at", value: endOf(only(panels)), unit: "ms" },
    ];
  },
  surprise: (panels, values) => {
    const [max, count] = [numberOf(values, "maxDemand"), numberOf(values, "count")];
    const { most, started, crashed, ended, askedAgain } = childrenOf(only(panels), values);
    const bound =
      most === max
        ? `Never more than ${most} children ran at once, and ${max} is \`maxDemand\`.`
        : `Never more than ${most} children ran at once; \`maxDemand\` would have let ${max}, but there were ${count} quakes.`;
    const held = ended - askedAgain;
    const freed =
      held === 0
        ? `each of the ${ended} places was asked for again`
        : `${askedAgain} of ${ended} places were asked for again, the last ${held} not yet: it asks when ${patience(values)} have ended`;
    return `${bound} Of ${started} children ${crashed} crashed, and ${freed}.`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "children ≤ maxDemand",
      broken: (panels, values) => {
        const max = numberOf(values, "maxDemand");
        const over = running(only(panels)).find(({ value }) => value > max);
        return over && `At ${over.at} ms ${over.value} children ran.`;
      },
    },
    {
      says: "one child for each quake, and one more for each crash that is restarted",
      broken: (panels, values) => {
        const { started, crashed } = childrenOf(only(panels), values);
        const again = values["restart"] === "transient" ? crashed : 0;
        if (started === numberOf(values, "count") + again) return undefined;
        return `Started were ${started} children.`;
      },
    },
    {
      says: "a crash leaks no place: all that ended were asked for again, but for fewer than it waits for",
      broken: (panels, values) => {
        const { ended, askedAgain } = childrenOf(only(panels), values);
        const held = ended - askedAgain;
        if (held >= 0 && held < patience(values)) return undefined;
        return `Ended had ${ended} children, and asked for again were ${askedAgain} places.`;
      },
    },
    {
      says: "every child has ended when all is done",
      broken: (panels) => {
        const left = running(only(panels)).at(-1)?.value ?? 0;
        return left === 0 ? undefined : `Left were ${left} children.`;
      },
    },
  ],
};
