import { deliveredWithinAsked, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel } from "../figure.ts";
import { discardedBy, doneAt, entriesOf, handledBy, nameOf, namesOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

/** What happened to the buffer: the quakes in it before an overflow, and those that were dropped. */
interface Overflow {
  readonly at: number;
  readonly held: readonly number[];
  readonly dropped: readonly number[];
}

interface Account {
  readonly emitted: readonly number[];
  readonly overflows: readonly Overflow[];
  /** The most that stayed in the buffer behind an entry of the trace. */
  readonly mostHeld: number;
}

const ids = (events: readonly unknown[]): number[] => events.map((event) => Number(nameOf(event)));

/** Keeps the buffer's books: what was emitted, and neither sent nor dropped, is in it. */
function accountOf({ trace }: Panel): Account {
  const emitted: number[] = [];
  const overflows: Overflow[] = [];
  let held: number[] = [];
  let mostHeld = 0;
  const take = (gone: readonly number[]): void => {
    held = held.filter((id) => !gone.includes(id));
  };
  for (const entry of trace.entries) {
    if (entry.type === "emit") {
      emitted.push(...ids(entry.events));
      held.push(...ids(entry.events));
    } else if (entry.type === "events") {
      take(ids(entry.events));
    } else if (entry.type === "discarded") {
      const dropped = ids(entry.events ?? []);
      overflows.push({ at: entry.at, held, dropped });
      take(dropped);
    }
    // An emit is over when the next message begins: until then it may be sent or dropped.
    if (entry.type === "handle" || entry.type === "ask") mostHeld = Math.max(mostHeld, held.length);
  }
  return { emitted, overflows, mostHeld };
}

const emitted = (panels: readonly Panel[]): number =>
  panels.reduce((sum, panel) => sum + accountOf(panel).emitted.length, 0);
const dropped = (panels: readonly Panel[]): number =>
  panels.reduce((sum, { trace }) => sum + discardedBy(trace, "feed"), 0);
const quakes = (count: number): string => (count === 1 ? "1 quake" : `${count} quakes`);

export const bufferOverflow: FigureSpec = {
  slug: "buffer-overflow",
  number: 4,
  chapters: [10],
  title: "A buffer that overflows",
  lead:
    "Every 10 ms the network sends a burst of quakes, whether or not the desk has asked. What nobody asked for waits in the feed's " +
    "buffer.",
  question: {
    text:
      "The desk has asked for 1 quake when the first burst brings 8. The buffer holds 5 and keeps the last. What becomes of " +
      "the 2 that are too many?",
    options: [
      {
        text: "the feed waits until there is room for them",
        why: "A buffer makes nobody wait. `emit` has no answer that says stop; only demand could, and this feed does not heed it.",
      },
      {
        text: "the buffer grows to 7",
        why: "`bufferSize` is a bound. A producer's is 10,000 unless you set it, and only a producer-consumer's is unlimited.",
      },
      {
        text: "2 and 3 are dropped, the oldest that wait",
        why: '`bufferKeep: "last"` keeps what came last. Quake 1 was gone: the desk had asked for it.',
      },
      {
        text: "7 and 8 are dropped, for they came last",
        why: 'That is `bufferKeep: "first"`. The default keeps the newest, which for most feeds are worth more.',
      },
    ],
    answer: ([panel]) => {
      const lost = panel && accountOf(panel).overflows[0]?.dropped.join();
      return lost === undefined ? 1 : ["2,3", "7,8"].indexOf(lost) + 2;
    },
  },
  parameters: [
    {
      kind: "range",
      name: "bufferSize",
      label: "bufferSize",
      min: 0,
      max: 50,
      step: 1,
      initial: 5,
      unit: "events",
    },
    {
      kind: "choice",
      name: "bufferKeep",
      label: "bufferKeep",
      choices: [
        { value: "first", label: "the first" },
        { value: "last", label: "the last" },
      ],
      initial: "last",
    },
    {
      kind: "range",
      name: "burst",
      label: "Quakes in a burst",
      min: 1,
      max: 50,
      step: 1,
      initial: 8,
      unit: "events",
    },
    { kind: "range", name: "bursts", label: "Bursts", min: 1, max: 10, step: 1, initial: 3 },
    {
      kind: "range",
      name: "deskMs",
      label: "Desk, time for each",
      min: 0,
      max: 20,
      step: 1,
      initial: 3,
      unit: "ms",
    },
  ],
  view: "lost",
  run,
  metrics: (panels) =>
    panels.flatMap(({ trace }) => [
      { label: "Sent by the network", value: emitted(panels), unit: "events" },
      { label: "Handled", value: handledBy(trace, "desk").length, unit: "events" },
      { label: "Dropped", value: dropped(panels), unit: "events" },
      { label: "Done at", value: doneAt(trace, "desk"), unit: "ms" },
    ]),
  surprise: (panels, values) => {
    const [all, lost] = [emitted(panels), dropped(panels)];
    const lastBurst = 10 * (numberOf(values, "bursts") - 1);
    const came = `The last burst came at ${lastBurst} ms, as it would have with any buffer: nothing was held up.`;
    if (lost === 0) return `None of ${quakes(all)} was dropped. ${came}`;
    const which =
      numberOf(values, "bufferSize") === 0
        ? "all that nobody had asked for"
        : `of those that nobody had asked for, the ${values["bufferKeep"] === "last" ? "oldest" : "newest"}`;
    return `${lost} of ${quakes(all)} ${lost === 1 ? "was" : "were"} dropped: ${which}. ${came}`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "handled + dropped = sent by the network",
      broken: (panels) =>
        firstBroken(panels, (panel) => {
          const all = accountOf(panel).emitted;
          const handled = ids(handledBy(panel.trace, "desk"));
          const lost = ids(
            entriesOf(panel.trace, "discarded").flatMap(({ events = [] }) => events),
          );
          const found = [...handled, ...lost].sort((one, other) => one - other);
          if (found.join() === all.join()) return undefined;
          return `of ${all.length} quakes ${handled.length} were handled and ${lost.length} dropped`;
        }),
    },
    {
      says: "the buffer holds ≤ bufferSize",
      broken: (panels, values) =>
        firstBroken(panels, (panel) => {
          const { mostHeld } = accountOf(panel);
          const isOver = mostHeld > numberOf(values, "bufferSize");
          return isOver ? `the buffer held ${mostHeld} quakes` : undefined;
        }),
    },
    {
      says: "dropped = what is beyond bufferSize: the oldest, or the newest",
      broken: (panels, values) =>
        firstBroken(panels, (panel) => {
          for (const { at, held, dropped: lost } of accountOf(panel).overflows) {
            const beyond = held.length - numberOf(values, "bufferSize");
            const due =
              values["bufferKeep"] === "last" ? held.slice(0, beyond) : held.slice(-beyond);
            if (lost.join() === due.join()) continue;
            return `at ${at} ms ${namesOf(lost)} were dropped where ${namesOf(due)} should have been`;
          }
          return undefined;
        }),
    },
    {
      says: "a burst every 10 ms, however full the buffer is",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          const late = entriesOf(trace, "emit").find(({ at }, place) => at !== 10 * place);
          return late && `a burst came at ${late.at} ms`;
        }),
    },
    {
      says: "the desk handles what it gets in order",
      broken: (panels) =>
        firstBroken(panels, ({ trace }) => {
          const handled = ids(handledBy(trace, "desk"));
          const place = handled.findIndex((id, index) => id <= (handled[index - 1] ?? 0));
          return place < 0
            ? undefined
            : `the desk handled ${handled[place]} behind ${handled[place - 1] ?? 0}`;
        }),
    },
  ],
};
