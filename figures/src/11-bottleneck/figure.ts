import type { Trace } from "headgate";
import { deliveredWithinAsked, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel, Parameter, Values } from "../figure.ts";
import {
  busyMs,
  doneAt,
  entriesOf,
  handledBy,
  level,
  mean,
  nameOf,
  type Point,
} from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

/** The stages, by what a worker of one is called, and their parameters. */
const stages = [
  { name: "parse", ms: "parseMs", workers: "parsers", initial: 10 },
  { name: "locate", ms: "locateMs", workers: "locators", initial: 40 },
  { name: "rate", ms: "rateMs", workers: "raters", initial: 20 },
  { name: "file", ms: "fileMs", workers: "filers", initial: 10 },
] as const;

/** Events a second, with one digit behind the point. */
const perSecond = (count: number, ms: number): number => Math.round((10_000 * count) / ms) / 10;

/** What Little's law speaks of, read in three ways that know nothing of each other. */
export interface Little {
  /** The mean number of quakes inside, by counting those that go in and those that come out. */
  readonly inside: number;
  /** Quakes a ms, by counting those that came out. */
  readonly perMs: number;
  /** How long a quake was inside on average, in ms, by following each. */
  readonly stayMs: number;
}

/**
 * Over the whole run, which begins and ends with nobody inside: from the moment a quake leaves the feed to the moment
 * the archive has it.
 */
export function littleOf(trace: Trace): Little {
  const end = doneAt(trace, "archive");
  const stays = staysOf(trace);
  return {
    inside: mean(insideOf(trace), trace),
    perMs: end === 0 ? 0 : handledBy(trace, "archive").length / end,
    stayMs: stays.reduce((sum, stay) => sum + stay, 0) / Math.max(1, stays.length),
  };
}

function insideOf(trace: Trace): Point[] {
  return level(trace, (entry) => {
    if (entry.type === "events" && entry.producer === "feed") return entry.events.length;
    if (entry.type !== "handle" || entry.stage !== "archive") return 0;
    return entry.phase === "end" ? -entry.events.length : 0;
  });
}

function staysOf(trace: Trace): number[] {
  const since = new Map<string, number>();
  for (const { producer, at, events } of entriesOf(trace, "events")) {
    for (const event of producer === "feed" ? events : []) since.set(nameOf(event), at);
  }
  const out = entriesOf(trace, "handle").filter(
    ({ stage, phase }) => stage === "archive" && phase === "end",
  );
  return out.flatMap(({ at, events }) =>
    events.map((event) => at - (since.get(nameOf(event)) ?? at)),
  );
}

/** How busy the workers of each stage were, in % of the run, the busiest first. */
export function loadOf(trace: Trace): { readonly name: string; readonly busy: number }[] {
  const end = doneAt(trace, "archive");
  const loads = stages.map(({ name }) => {
    const workers = workersOf(trace, name);
    const worked = workers.reduce((sum, worker) => sum + busyMs(trace, worker), 0);
    return { name, busy: end === 0 ? 0 : Math.round((100 * worked) / (workers.length * end)) };
  });
  return loads.sort((one, other) => other.busy - one.busy);
}

function workersOf(trace: Trace, name: string): string[] {
  return entriesOf(trace, "start")
    .map(({ stage }) => stage)
    .filter((stage) => stage.startsWith(`${name} `));
}

export const throughputOf = ({ trace }: Panel): number =>
  perSecond(handledBy(trace, "archive").length, doneAt(trace, "archive"));

const sliders = stages.flatMap(({ name, ms, initial }): Parameter[] => [
  {
    kind: "range",
    name: ms,
    label: `${name}, time for each`,
    min: 1,
    max: 60,
    step: 1,
    initial,
    unit: "ms",
  },
]);
const counts = stages.map(({ name, workers }): Parameter => ({
  kind: "range",
  name: workers,
  label: `${name}, workers`,
  min: 1,
  max: 3,
  step: 1,
  initial: 1,
}));

export const bottleneck: FigureSpec = {
  slug: "bottleneck",
  number: 11,
  chapters: [8],
  title: "One more worker",
  lead:
    "Four stages, each with workers of its own, between a feed that always has quakes and an archive that takes no time. " +
    "The second run is the same with one more worker at the stage you choose.",
  question: {
    text:
      "A quake takes 10 ms to parse, 40 ms to locate, 20 ms to rate and 10 ms to file, with one worker each. `rate` gets " +
      "a second worker. How many more quakes a second come out?",
    options: [
      {
        text: "none",
        why: "A quake comes out every 40 ms, because `locate` lets one go every 40 ms. Whoever stands behind it waits for it.",
      },
      {
        text: "about a quarter: a quake takes 70 ms instead of 80",
        why: "No quake is rated any faster: a second worker takes another quake. And there is no other, `locate` has not let it go.",
      },
      {
        text: "twice as many",
        why: "`rate` could do twice as many then. It was waiting half of the time before, and waits three quarters of it now.",
      },
    ],
    answer: (panels) => {
      const [asSet, oneMore] = panels.map(throughputOf) as [number, number];
      if (oneMore < 1.05 * asSet) return 0;
      return oneMore < 1.5 * asSet ? 1 : 2;
    },
  },
  parameters: [
    ...sliders,
    ...counts,
    {
      kind: "choice",
      name: "more",
      label: "One more worker for",
      choices: stages.map(({ name }) => ({ value: name, label: name })),
      initial: "rate",
    },
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand of each worker",
      min: 1,
      max: 5,
      step: 1,
      initial: 2,
      unit: "events",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 5,
      max: 40,
      step: 1,
      initial: 15,
      unit: "events",
    },
  ],
  view: "marbles",
  run,
  metrics: (panels) =>
    panels.flatMap((panel, index) => {
      const { inside, perMs, stayMs } = littleOf(panel.trace);
      const before = index === 0 ? "As set" : "One more";
      const loads = loadOf(panel.trace);
      return [
        { label: `${before}: throughput`, value: throughputOf(panel), unit: "events/s" },
        ...stages.map(({ name }) => ({
          label: `${before}: ${name} busy`,
          value: loads.find((load) => load.name === name)?.busy ?? 0,
          unit: "%",
        })),
        { label: `${before}: inside on average, L`, value: inside, unit: "events" },
        { label: `${before}: λ × W`, value: perMs * stayMs, unit: "events" },
        { label: `${before}: time inside, W`, value: stayMs, unit: "ms" },
      ];
    }),
  surprise: (panels, values) => {
    const [asSet, oneMore] = panels as [Panel, Panel];
    const [was, is] = [throughputOf(asSet), throughputOf(oneMore)];
    const loads = loadOf(asSet.trace);
    const most = loads[0]!.busy;
    const busiest = loads.filter(({ busy }) => busy === most).map(({ name }) => name);
    const who =
      busiest.length === 1
        ? `The busiest stage is ${busiest[0]!}`
        : `The busiest stages are ${busiest.slice(0, -1).join(", ")} and ${busiest.at(-1)!}`;
    const { inside, perMs, stayMs } = littleOf(asSet.trace);
    return (
      `${who}, at work for ${most} % of the time; one more worker for ${String(values["more"])} ` +
      `makes ${is} quakes a second instead of ${was}. As set, ${inside.toFixed(2)} were inside on average, and λ × W is ` +
      `${(perMs * stayMs).toFixed(2)}.`
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "L = λ × W, within 5 %",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          const { inside, perMs, stayMs } = littleOf(trace);
          const product = perMs * stayMs;
          if (Math.abs(inside - product) <= 0.05 * product) return undefined;
          return `L is ${inside.toFixed(2)}, λ × W is ${product.toFixed(2)}`;
        }),
    },
    {
      says: "no stage passes on more than its workers can",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const end = doneAt(trace, "archive");
          const over = stages.find(({ name, ms }) => {
            const workers = workersOf(trace, name);
            const handled = workers.flatMap((worker) => handledBy(trace, worker)).length;
            return handled * numberOf(values, ms) > workers.length * end;
          });
          return over && `${over.name} handled more quakes than its workers have time for`;
        }),
    },
    {
      says: "every quake is archived once",
      broken: (panels, values: Values) =>
        firstBroken(panels, ({ trace }) => {
          const names = handledBy(trace, "archive").map(nameOf);
          const once = new Set(names).size;
          if (once === names.length && once === numberOf(values, "count")) return undefined;
          return `${once} quakes were archived, ${names.length} times in all`;
        }),
    },
  ],
};
