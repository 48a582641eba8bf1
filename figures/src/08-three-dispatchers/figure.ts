import type { Trace } from "headgate";
import { deliveredWithinAsked, firstBroken, traceOf } from "../common-invariants.ts";
import type { FigureSpec, Panel } from "../figure.ts";
import { busyMs, doneAt, entriesOf, handledBy, nameOf, namesOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const fast = ["fast A", "fast B"];
const desks = [...fast, "slow"];

/** What a slow desk costs under one dispatcher. */
export interface Cost {
  readonly label: string;
  /** When each quake had been handled, by every desk that it was for. */
  readonly doneAt: number;
  /** Quakes that were first handled behind a later one of their network. */
  readonly overtaken: number;
  /** When the feed had sent its last quake. */
  readonly lastSentAt: number;
  /** How much of the time until then the fast desks worked, in %; 100 where there was none. */
  readonly fastBusy: number;
}

export function costOf({ label, trace }: Panel): Cost {
  const lastSent = entriesOf(trace, "events").at(-1)?.at ?? 0;
  const worked = fast.reduce((sum, desk) => sum + busyMs(upTo(trace, lastSent), desk), 0);
  const busy = lastSent === 0 ? 100 : (100 * worked) / (fast.length * lastSent);
  return {
    label,
    doneAt: Math.max(...desks.map((desk) => doneAt(trace, desk))),
    overtaken: overtaken(trace),
    lastSentAt: lastSent,
    fastBusy: Math.round(busy),
  };
}

/** The run as far as that moment; a batch in hand then is cut there. */
function upTo({ entries }: Trace, at: number): Trace {
  const cut = entries.map((entry) => ({ ...entry, at: Math.min(entry.at, at) }));
  return { entries: cut, truncated: 0 };
}

function overtaken(trace: Trace): number {
  const [latest, seen] = [new Map<string, number>(), new Set<string>()];
  let late = 0;
  for (const { phase, events } of entriesOf(trace, "handle")) {
    for (const event of phase === "end" ? events : []) {
      if (seen.has(nameOf(event))) continue;
      seen.add(nameOf(event));
      const [net, place] = [networkOf(event), numberIn(event)];
      if (place < (latest.get(net) ?? 0)) late++;
      latest.set(net, Math.max(latest.get(net) ?? 0, place));
    }
  }
  return late;
}

const networkOf = (event: unknown): string => (event as { net: string }).net;
/** Which quake of its network it is: 3 for `ci3`. */
const numberIn = (event: unknown): number => Number(nameOf(event).slice(networkOf(event).length));

export const threeDispatchers: FigureSpec = {
  slug: "three-dispatchers",
  number: 8,
  chapters: [6],
  title: "One slow desk under three dispatchers",
  lead:
    "The same quakes and the same three desks, one of which is slow, run once under each dispatcher. " +
    "Throughput, order and isolation: the numbers say which of the three each run gave up.",
  question: {
    text: "One desk of three is slow. Under which dispatcher is the last quake handled soonest?",
    options: [
      {
        text: "by demand",
        why: "A desk that is slow asks seldom, and gets little. What it costs is the order: a later quake of a network may be done before an earlier one.",
      },
      {
        text: "broadcast: all desks work at the same time",
        why: "They do, on the same quakes. Each desk handles every quake, and none gets the next before the slow one has asked for it.",
      },
      {
        text: "by partition: the slow desk slows its own networks only",
        why: "It has all of them to itself, and nobody helps. The other desks wait as well, for their demand was spent on its quakes.",
      },
    ],
    answer: (panels) => {
      const done = panels.map((panel) => costOf(panel).doneAt);
      return done.indexOf(Math.min(...done));
    },
  },
  parameters: [
    {
      kind: "range",
      name: "fastMs",
      label: "Fast desks, time for each",
      min: 1,
      max: 50,
      step: 1,
      initial: 10,
      unit: "ms",
    },
    {
      kind: "range",
      name: "slowMs",
      label: "Slow desk, time for each",
      min: 1,
      max: 200,
      step: 1,
      initial: 50,
      unit: "ms",
    },
    {
      kind: "choice",
      name: "networks",
      label: "By partition, the slow desk has",
      choices: [
        { value: "busy", label: "the busiest networks" },
        { value: "rare", label: "the rarest networks" },
      ],
      initial: "busy",
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
      name: "count",
      label: "Quakes",
      min: 6,
      max: 60,
      step: 1,
      initial: 30,
      unit: "events",
    },
  ],
  view: "marbles",
  run,
  metrics: (panels) =>
    panels.map(costOf).flatMap(({ label, doneAt: done, overtaken: late, fastBusy }) => [
      { label: `${label}: done at`, value: done, unit: "ms" },
      { label: `${label}: overtaken`, value: late, unit: "events" },
      { label: `${label}: fast desks busy until all is sent`, value: fastBusy, unit: "%" },
    ]),
  surprise: (panels) => {
    const [demand, broadcast, partition] = panels.map(costOf) as [Cost, Cost, Cost];
    const late = demand.overtaken === 1 ? "1 quake was" : `${demand.overtaken} quakes were`;
    const isAhead = [demand, broadcast, partition].some(({ lastSentAt }) => lastSentAt === 0);
    const waits = isAhead
      ? "under one of them at least every quake was sent at the start, so that no desk could wait for one."
      : `until the last quake was sent, the fast desks were busy for ${demand.fastBusy} %, ${broadcast.fastBusy} % and ${partition.fastBusy} % of the time.`;
    return (
      `By demand all was done at ${demand.doneAt} ms, and ${late} overtaken by a later one of the same network. ` +
      `Broadcast took ${broadcast.doneAt} ms and partitions took ${partition.doneAt} ms, both in order; ${waits}`
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "by demand and by partition: every quake is handled once",
      broken: (panels, values) =>
        firstBroken(panels, ({ label, trace }) => {
          if (label === "Broadcast") return undefined;
          const names = desks.flatMap((desk) => handledBy(trace, desk)).map(nameOf);
          const once = new Set(names).size;
          if (names.length === once && once === numberOf(values, "count")) return undefined;
          return `${once} of the quakes were handled, ${names.length} times in all`;
        }),
    },
    {
      says: "broadcast: every desk handles every quake, in one order",
      broken: (panels, values) => {
        const trace = traceOf(panels, "Broadcast");
        const first = namesOf(handledBy(trace, "slow"));
        const count = handledBy(trace, "slow").length;
        if (count !== numberOf(values, "count")) return `The slow desk handled ${count}.`;
        const other = fast.find((desk) => namesOf(handledBy(trace, desk)) !== first);
        return other && `Desk "${other}" handled others than the slow one, or in another order.`;
      },
    },
    {
      says: "broadcast and by partition: no quake is overtaken",
      broken: (panels) =>
        firstBroken(panels, ({ label, trace }) => {
          const late = label === "By demand" ? 0 : overtaken(trace);
          return late === 0 ? undefined : `${late} were`;
        }),
    },
    {
      says: "broadcast: no desk is further ahead than maxDemand",
      broken: (panels, values) => {
        const sent = new Map(desks.map((desk) => [desk, 0]));
        const done = new Map(desks.map((desk) => [desk, 0]));
        for (const entry of traceOf(panels, "Broadcast").entries) {
          if (entry.type === "handle" && entry.phase === "end") add(done, entry.stage, entry);
          if (entry.type === "events") add(sent, entry.consumer, entry);
          const ahead = Math.max(...sent.values()) - Math.min(...done.values());
          if (ahead > numberOf(values, "maxDemand")) {
            return `At ${entry.at} ms one desk had been sent ${ahead} more than another had handled.`;
          }
        }
        return undefined;
      },
    },
  ],
};

function add(
  counts: Map<string, number>,
  desk: string,
  { events }: { events: readonly unknown[] },
): void {
  counts.set(desk, (counts.get(desk) ?? 0) + events.length);
}
