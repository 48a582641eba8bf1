import type { Trace } from "headgate";
import { deliveredWithinAsked } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import {
  busyMs,
  discardedBy,
  doneAt,
  entriesOf,
  handledBy,
  level,
  nameOf,
  peak,
} from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const only = (panels: readonly Panel[]): Trace => panels[0]!.trace;

/** What each desk came to, the busiest first. */
export function desksOf(trace: Trace): Desk[] {
  return entriesOf(trace, "start")
    .filter(({ kind }) => kind === "consumer")
    .map(({ stage }) => ({
      name: stage,
      handled: handledBy(trace, stage).length,
      workMs: busyMs(trace, stage),
      doneAt: doneAt(trace, stage),
    }))
    .sort((one, other) => other.handled - one.handled);
}

interface Desk {
  readonly name: string;
  readonly handled: number;
  readonly workMs: number;
  readonly doneAt: number;
}

/** Emitted by the feed and neither sent nor discarded: in the dispatcher's queue for a partition. */
export function mostQueued(trace: Trace): number {
  const points = level(trace, (entry) => {
    if (entry.type === "emit") return entry.events.length;
    if (entry.type === "events") return -entry.events.length;
    return entry.type === "discarded" ? -entry.count : 0;
  });
  // What is emitted is sent or discarded in the same turn, or it is queued: the last point of a turn counts.
  return peak(points.filter(({ index }) => !isOut(trace.entries[index + 1]?.type)));
}

const isOut = (type: string | undefined): boolean => type === "events" || type === "discarded";

/** The quakes that one desk handled behind a later one of the same network that another desk had done. */
function overtaken(trace: Trace): number {
  const latest = new Map<string, number>();
  const places = emittedPlaces(trace);
  const done = entriesOf(trace, "handle").filter(({ phase }) => phase === "end");
  return done
    .flatMap(({ events }) => events)
    .filter((event) => {
      const [net, place] = [networkOf(event), places.get(nameOf(event)) ?? -1];
      const before = latest.get(net) ?? -1;
      latest.set(net, Math.max(before, place));
      return place < before;
    }).length;
}

function emittedPlaces(trace: Trace): Map<string, number> {
  const events = entriesOf(trace, "emit").flatMap((entry) => entry.events);
  return new Map(events.map((event, place) => [nameOf(event), place]));
}

const networkOf = (event: unknown): string => (event as { net: string }).net;

/** Each desk handles what it gets as it was emitted; by network, all of one network go to one desk. */
function disorder(trace: Trace, values: Values): string | undefined {
  const places = emittedPlaces(trace);
  const deskOf = new Map<string, string>();
  for (const { name } of desksOf(trace)) {
    let last = -1;
    for (const event of handledBy(trace, name)) {
      const place = places.get(nameOf(event)) ?? -1;
      if (place < last) return `${name} handled ${nameOf(event)} behind a later one.`;
      last = place;
      if (values["hash"] === "quake") continue;
      const first = deskOf.get(networkOf(event)) ?? name;
      deskOf.set(networkOf(event), first);
      if (first !== name)
        return `${nameOf(event)} went to ${name}, others of its network to ${first}.`;
    }
  }
  return undefined;
}

export const partitionSkew: FigureSpec = {
  slug: "partition-skew",
  number: 7,
  chapters: [6],
  title: "One busy partition",
  lead:
    "A feed deals its quakes out to desks by a hash, one partition a desk. " +
    "All desks are equally fast, but the networks do not report equally often.",
  question: {
    text:
      "Four desks take 10 ms for each quake. Most of the quakes are of networks that belong to desk 1; each of the others " +
      "has less than half of its work. When is the last of those others done?",
    options: [
      {
        text: "in less than half the time: a partition of its own is a lane of its own",
        why: "The lanes are apart, the demand is not. The feed is told one number, and emits as many quakes, whoever they are for.",
      },
      {
        text: "about when desk 1 is done: they wait for it",
        why: "What they asked for was spent on quakes for desk 1. From then on the feed hears of new demand when desk 1 has handled one.",
      },
      {
        text: "never: the dispatcher is stuck with quakes that desk 1 has no demand for",
        why: "It queues them for desk 1 and goes on with the next one. It is stuck for no longer than desk 1 takes.",
      },
    ],
    answer: (panels) => {
      const { done, others, total } = readingOf(only(panels));
      if (total === 0) return 2;
      return others.doneAt > 0.6 * done ? 1 : 0;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "share",
      label: "Quakes of the network ci",
      min: 0,
      max: 100,
      step: 5,
      initial: 70,
      unit: "%",
    },
    {
      kind: "choice",
      name: "hash",
      label: "Partition",
      choices: [
        { value: "network", label: "by network" },
        { value: "quake", label: "by the whole quake (the default)" },
        { value: "strong", label: "by network, below magnitude 1: none" },
      ],
      initial: "network",
    },
    {
      kind: "range",
      name: "partitions",
      label: "Partitions, a desk each",
      min: 1,
      max: 8,
      step: 1,
      initial: 4,
    },
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand of each desk",
      min: 1,
      max: 20,
      step: 1,
      initial: 2,
      unit: "events",
    },
    {
      kind: "range",
      name: "handleMs",
      label: "Desk, time for each",
      min: 1,
      max: 50,
      step: 1,
      initial: 10,
      unit: "ms",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 10,
      max: 120,
      step: 10,
      initial: 50,
      unit: "events",
    },
  ],
  view: "marbles",
  run,
  metrics: (panels) => {
    const trace = only(panels);
    const { busiest, others, done } = readingOf(trace);
    return [
      { label: "All done at", value: done, unit: "ms" },
      { label: "Busiest desk: handled", value: busiest.handled, unit: "events" },
      { label: "Others: most work of one", value: others.workMs, unit: "ms" },
      { label: "Others: last done at", value: others.doneAt, unit: "ms" },
      { label: "Most queued in the dispatcher", value: mostQueued(trace), unit: "events" },
      { label: "Overtaken within a network", value: overtaken(trace), unit: "events" },
      { label: "Discarded", value: discardedBy(trace, "feed"), unit: "events" },
    ];
  },
  surprise: (panels, values) => {
    const trace = only(panels);
    const { busiest, others, total } = readingOf(trace);
    const [queued, late] = [mostQueued(trace), overtaken(trace)];
    const dealt = `${capital(busiest.name)} handled ${busiest.handled} of ${total} quakes.`;
    if (total === 0) return "The hash answered none for every quake, so each was discarded.";
    if (numberOf(values, "partitions") === 1) return `${dealt} There is no other.`;
    if (others.workMs === 0) return `${dealt} The other desks stood idle all the time.`;
    if (values["hash"] === "quake" && late > 0) {
      return `${dealt} The hash of a whole quake knows no networks: ${late} were overtaken by a later one of their own.`;
    }
    const cause =
      queued === 0
        ? "No quake ever queued in the dispatcher, so the demand of none was spent on another."
        : `Up to ${queued} quakes queued in the dispatcher had used up demand of other desks.`;
    return `${dealt} No other desk had more than ${others.workMs} ms of work, and the last of them was done at ${others.doneAt} ms. ${cause}`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "order per key is kept",
      broken: (panels, values) => {
        const what = disorder(only(panels), values);
        return what && capital(what);
      },
    },
    {
      says: "emitted ≤ asked + discarded",
      broken: (panels) => {
        const over = level(only(panels), (entry) => {
          if (entry.type === "emit") return entry.events.length;
          if (entry.type === "ask") return -entry.demand;
          return entry.type === "discarded" ? -entry.count : 0;
        }).find(({ value }) => value > 0);
        return over && `At ${over.at} ms the feed had emitted ${over.value} more than that.`;
      },
    },
    {
      says: "every quake is handled once or discarded",
      broken: (panels, values) => {
        const trace = only(panels);
        const names = desksOf(trace).flatMap(({ name }) => handledBy(trace, name).map(nameOf));
        const [once, discarded] = [new Set(names).size, discardedBy(trace, "feed")];
        const isWhole = once === names.length && once + discarded === numberOf(values, "count");
        return isWhole ? undefined : `Handled were ${names.length}, discarded ${discarded}.`;
      },
    },
  ],
};

function readingOf(trace: Trace): {
  readonly busiest: Desk;
  readonly others: { readonly workMs: number; readonly doneAt: number };
  readonly total: number;
  readonly done: number;
} {
  const desks = desksOf(trace);
  const [busiest, ...others] = desks as [Desk, ...Desk[]];
  return {
    busiest,
    others: {
      workMs: Math.max(0, ...others.map(({ workMs }) => workMs)),
      doneAt: Math.max(0, ...others.map((desk) => desk.doneAt)),
    },
    total: desks.reduce((sum, { handled }) => sum + handled, 0),
    done: Math.max(...desks.map((desk) => desk.doneAt)),
  };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
