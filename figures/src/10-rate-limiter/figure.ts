import type { Trace } from "headgate";
import { deliveredWithinAsked } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import { entriesOf, peak, type Point } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

const only = (panels: readonly Panel[]): Trace => panels[0]!.trace;

/** How long the run is, and when its limit changes, in `run.ts`. */
const [endMs, changeMs] = [2000, 1000];

/** From one tick of the limiter to the next. */
export interface Interval {
  readonly at: number;
  readonly limit: number;
  /** What the tick asked for. */
  readonly asked: number;
  /** What was still to come from earlier asks. */
  readonly carried: number;
  readonly came: number;
}

export function intervalsOf(trace: Trace, values: Values): Interval[] {
  const [ms, limit] = [numberOf(values, "intervalMs"), numberOf(values, "limit")];
  const ticks = Math.floor(endMs / ms) + 1;
  const [asked, came] = [new Array<number>(ticks).fill(0), new Array<number>(ticks).fill(0)];
  // Quakes never come in at the moment of a tick, so an interval is told by the time alone.
  for (const { at, demand } of entriesOf(trace, "ask")) asked[Math.floor(at / ms)]! += demand;
  for (const { at, events } of entriesOf(trace, "events")) {
    came[Math.floor(at / ms)]! += events.length;
  }
  let carried = 0;
  return asked.map((demand, index) => {
    const at = index * ms;
    const interval = {
      at,
      limit: at <= changeMs ? limit : numberOf(values, "laterLimit"),
      asked: demand,
      carried,
      came: came[index]!,
    };
    carried += demand - interval.came;
    return interval;
  });
}

/** How many quakes waited in the feed's buffer, after each change. */
function buffered(trace: Trace): Point[] {
  return trace.entries.flatMap((entry, index) =>
    entry.type === "buffered" || entry.type === "unbuffered"
      ? [{ index, at: entry.at, value: entry.total }]
      : [],
  );
}

const most = (intervals: readonly Interval[]): number =>
  Math.max(0, ...intervals.map(({ came }) => came));

export const rateLimiter: FigureSpec = {
  slug: "rate-limiter",
  number: 10,
  chapters: [9],
  title: "A limit that the consumer keeps",
  lead:
    "Quakes come in heaps, every 500 ms. The alerts ask by hand, at each tick of a timer and at no other time; after 1000 ms " +
    "their limit is changed.",
  question: {
    text:
      "The alerts ask for 5 at the first tick. No quake is there, and two more ticks pass. At 250 ms, before the fourth tick, 40 quakes " +
      "come in at once. How many go through before that tick?",
    options: [
      {
        text: "5",
        why: "The 5 that were asked for are still on order, so the later ticks had nothing to ask for. Demand is carried over, not added up.",
      },
      {
        text: "15: 5 for each tick that has passed",
        why: "So it would be if each tick asked for 5, whatever is still to come. The limiter counts what it has asked for, and `burst` is 0.",
      },
      {
        text: "40: they are there, and nobody is busy",
        why: "The feed sends what was asked for, however little the consumer has to do. The other 35 wait in its buffer.",
      },
    ],
    answer: (panels) => {
      const first = entriesOf(only(panels), "events").filter(({ at }) => at < 300);
      const came = first.reduce((sum, { events }) => sum + events.length, 0);
      return came <= 5 ? 0 : came <= 15 ? 1 : 2;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "limit",
      label: "Limit for each tick",
      min: 0,
      max: 30,
      step: 1,
      initial: 5,
      unit: "events",
    },
    {
      kind: "range",
      name: "laterLimit",
      label: "Limit from 1000 ms on",
      min: 0,
      max: 30,
      step: 1,
      initial: 10,
      unit: "events",
    },
    {
      kind: "range",
      name: "burst",
      label: "Burst: how much unused demand is added up",
      min: 0,
      max: 30,
      step: 1,
      initial: 0,
      unit: "events",
    },
    {
      kind: "range",
      name: "intervalMs",
      label: "Time between ticks",
      min: 20,
      max: 500,
      step: 20,
      initial: 100,
      unit: "ms",
    },
    {
      kind: "range",
      name: "arriving",
      label: "Quakes that come in every 500 ms",
      min: 1,
      max: 100,
      step: 1,
      initial: 40,
      unit: "events",
    },
  ],
  view: "marbles",
  run,
  metrics: (panels, values) => {
    const intervals = intervalsOf(only(panels), values);
    const waited = buffered(only(panels));
    return [
      {
        label: "Most between two ticks, up to 1000 ms",
        value: most(before(intervals)),
        unit: "events",
      },
      { label: "Most between two ticks, after", value: most(after(intervals)), unit: "events" },
      { label: "Went through", value: through(intervals), unit: "events" },
      { label: "Most that waited at the feed", value: peak(waited), unit: "events" },
      { label: "Still waiting at 2000 ms", value: waited.at(-1)?.value ?? 0, unit: "events" },
    ];
  },
  surprise: (panels, values) => {
    const intervals = intervalsOf(only(panels), values);
    const waited = peak(buffered(only(panels)));
    const [limit, later] = [numberOf(values, "limit"), numberOf(values, "laterLimit")];
    const left = intervals.find(({ at }) => at > changeMs)?.carried ?? 0;
    const fell =
      later < limit && left > 0
        ? ` When the limit fell, ${left} were on order already: demand that was asked for is not taken back.`
        : "";
    const queue = waited > 0 ? `, though up to ${waited} waited at the feed` : "";
    return (
      `Between two ticks never more than ${most(before(intervals))} quakes went through up to 1000 ms and ` +
      `${most(after(intervals))} after${queue}.${fell}`
    );
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "between two ticks ≤ limit + burst, or what was on order before the limit fell",
      broken: (panels, values) => {
        const burst = numberOf(values, "burst");
        const hasFallen = numberOf(values, "laterLimit") < numberOf(values, "limit");
        const over = intervalsOf(only(panels), values).find(({ at, limit, carried, came }) => {
          const isAfterFall = hasFallen && at > changeMs;
          return came > (isAfterFall ? Math.max(limit + burst, carried) : limit + burst);
        });
        return over && `From ${over.at} ms on ${over.came} came through before the next tick.`;
      },
    },
    {
      says: "in all ≤ the limits of all ticks",
      broken: (panels, values) => {
        let [allowed, came] = [0, 0];
        for (const interval of intervalsOf(only(panels), values)) {
          allowed += interval.limit;
          came += interval.came;
          if (came > allowed) {
            return `At ${interval.at} ms ${came} had come through, and the limits were ${allowed} in all.`;
          }
        }
        return undefined;
      },
    },
    {
      says: "none lost: came in = went through + waits",
      broken: (panels, values) => {
        const trace = only(panels);
        const sent = entriesOf(trace, "events").flatMap(({ events }) => events).length;
        const waits = buffered(trace).at(-1)?.value ?? 0;
        const arrived = Math.floor((endMs - 250) / 500 + 1) * numberOf(values, "arriving");
        return sent + waits === arrived
          ? undefined
          : `Of ${arrived} that came in ${sent} went through, and ${waits} wait.`;
      },
    },
  ],
};

const before = (intervals: readonly Interval[]): Interval[] =>
  intervals.filter(({ at }) => at <= changeMs);
const after = (intervals: readonly Interval[]): Interval[] =>
  intervals.filter(({ at }) => at > changeMs);
const through = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { came }) => sum + came, 0);
