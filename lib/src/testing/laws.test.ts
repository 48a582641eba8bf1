import { describe, expect, test } from "vitest";
import type { TraceEntry } from "../trace.ts";
import { checkTrace } from "./check-trace.ts";
import { laws } from "./laws.ts";
import {
  broadcastStory,
  bufferStory,
  partitionStory,
  pipelineStory,
  type Story,
} from "./stories.fixture.ts";

/* Each law can be broken: runs that keep them all, with one thing changed. */

/** A trace with marks where nothing is under way, so that it can be changed without counting. */
type Line = TraceEntry | { readonly type: "rest" };
type Pattern = Partial<Record<string, unknown>>;
type Change = (lines: readonly Line[]) => readonly Line[];

function linesOf({ entries, options }: Story): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at <= entries.length; at++) {
    if (options.restsAt?.includes(at)) lines.push({ type: "rest" });
    const entry = entries[at];
    if (entry !== undefined) lines.push(entry);
  }
  return lines;
}

/** The laws that a changed story breaks. */
function broken({ options }: Story, lines: readonly Line[]): string[] {
  const entries: TraceEntry[] = [];
  const restsAt: number[] = [];
  for (const line of lines) {
    if (line.type === "rest") restsAt.push(entries.length);
    else entries.push(line);
  }
  const violations = checkTrace({ entries, truncated: 0 }, { ...options, restsAt });
  return [...new Set(violations.map(({ law }) => law))];
}

function find(lines: readonly Line[], pattern: Pattern): number {
  const at = lines.findIndex((line) =>
    Object.entries(pattern).every(([key, value]) =>
      Object.is(JSON.stringify((line as Pattern)[key]), JSON.stringify(value)),
    ),
  );
  if (at === -1) throw new Error(`no line is like ${JSON.stringify(pattern)}`);
  return at;
}

const without =
  (pattern: Pattern): Change =>
  (lines) =>
    lines.toSpliced(find(lines, pattern), 1);

const changed =
  (pattern: Pattern, change: Pattern): Change =>
  (lines) => {
    const at = find(lines, pattern);
    return lines.with(at, { ...lines[at], ...change } as Line);
  };

/** Puts a copy of a line, changed, behind another. */
const added =
  (pattern: Pattern, change: Pattern, behind: Pattern = pattern): Change =>
  (lines) =>
    lines.toSpliced(find(lines, behind) + 1, 0, {
      ...lines[find(lines, pattern)],
      ...change,
    } as Line);

const all =
  (...changes: readonly Change[]): Change =>
  (lines) =>
    changes.reduce((sum, change) => change(sum), lines);

const events = (...list: unknown[]): Pattern => ({ type: "events", events: list });
const begin = (...list: unknown[]): Pattern => ({ type: "handle", phase: "begin", events: list });
const end = (...list: unknown[]): Pattern => ({ type: "handle", phase: "end", events: list });

type Row = readonly [law: string, what: string, story: () => Promise<Story>, change: Change];

const rows: readonly Row[] = [
  [
    "within-demand",
    "one more is sent",
    bufferStory,
    changed(events(1, 2, 3, 4), { events: [1, 2, 3, 4, 5] }),
  ],
  [
    "within-demand",
    "it was asked for less",
    pipelineStory,
    changed({ type: "ask", subscription: 2 }, { demand: 0 }),
  ],
  [
    "order",
    "two are sent the wrong way round",
    bufferStory,
    changed(events(6, 7), { events: [7, 6] }),
  ],
  [
    "order",
    "two are handled the wrong way round",
    bufferStory,
    changed(begin(6, 7), { events: [7, 6] }),
  ],
  ["order", "a partition's two", partitionStory, changed(events(1, 3), { events: [3, 1] })],
  ["order", "a broadcast's two", broadcastStory, changed(events(2, 4), { events: [4, 2] })],
  ["no-loss", "one is not sent", bufferStory, changed(events(6, 7), { events: [6] })],
  ["no-loss", "one is sent twice", bufferStory, changed(events(6, 7), { events: [6, 6, 7] })],
  ["no-loss", "one is not handled", bufferStory, without(begin(6, 7))],
  ["no-loss", "one is handled twice", bufferStory, added(begin(6, 7), {})],
  ["no-loss", "the overflow is not told", bufferStory, without({ type: "discarded" })],
  [
    "no-loss",
    "what it never had is discarded",
    bufferStory,
    changed({ type: "discarded" }, { events: [9] }),
  ],
  ["no-loss", "a consumer of the broadcast is left out", broadcastStory, without(events(2, 4))],
  ["no-loss", "the partition's rest is not told", partitionStory, without({ type: "discarded" })],
  [
    "no-loss",
    "the end does not tell what it ends with",
    bufferStory,
    all(added({ type: "exit" }, { reason: "killed" }, { type: "info", phase: "queued" })),
  ],
  [
    "buffer-bounds",
    "the buffer holds too many",
    bufferStory,
    changed({ type: "buffered" }, { count: 3, total: 3 }),
  ],
  [
    "buffer-bounds",
    "the numbers do not add up",
    bufferStory,
    changed({ type: "unbuffered" }, { total: 1 }),
  ],
  [
    "buffer-bounds",
    "the newest is dropped",
    bufferStory,
    all(changed({ type: "discarded" }, { events: [7] }), changed(events(6, 7), { events: [5, 6] })),
  ],
  [
    "buffer-bounds",
    "one is dropped while there is room",
    bufferStory,
    changed({ type: "buffered" }, { count: 1, total: 1 }),
  ],
  [
    "batches",
    "a batch is too large",
    bufferStory,
    all(changed(begin(1, 2), { events: [1, 2, 3] }), changed(begin(3, 4), { events: [4] })),
  ],
  [
    "batches",
    "a delivery by hand is cut",
    pipelineStory,
    changed(begin("1b", "2a", "2b", "3a"), { events: ["1b"] }),
  ],
  [
    "refills",
    "too few are asked for",
    bufferStory,
    changed({ type: "ask", demand: 2 }, { demand: 1 }),
  ],
  ["refills", "nothing is asked for", bufferStory, without({ type: "ask", demand: 2 })],
  ["refills", "it asks twice", bufferStory, added({ type: "ask", demand: 2 }, {})],
  [
    "supervisor-asks",
    "before min have finished",
    broadcastStory,
    changed({ type: "ask", demand: 2 }, { demand: 1 }),
  ],
  [
    "supervisor-asks",
    "for more than have finished",
    broadcastStory,
    changed({ type: "ask", demand: 2 }, { demand: 5 }),
  ],
  ["asked-first", "nobody had asked", pipelineStory, without({ type: "ask", subscription: 2 })],
  ["one-at-a-time", "a batch does not settle", bufferStory, without(end(1, 2))],
  ["one-at-a-time", "a batch settles that was not begun", bufferStory, added(end(6, 7), {})],
  ["one-at-a-time", "time goes back", broadcastStory, changed({ type: "buffered" }, { at: 1 })],
  [
    "one-at-a-time",
    "a stage goes on after its end",
    bufferStory,
    added({ type: "demand" }, {}, { type: "exit" }),
  ],
  [
    "info-behind-events",
    "it overtakes the buffer",
    bufferStory,
    all(without({ phase: "handled" }), added({ phase: "queued" }, { phase: "handled" })),
  ],
  [
    "info-behind-events",
    "it is forgotten",
    bufferStory,
    without({ type: "info", phase: "handled" }),
  ],
  ["ends-once", "the consumer is told twice", bufferStory, added({ type: "cancel" }, {})],
  [
    "ends-once",
    "the consumer is not told",
    bufferStory,
    without({ type: "cancel", subscription: 1 }),
  ],
  ["ends-once", "the producer does not let go", bufferStory, without({ type: "release" })],
  [
    "ends-once",
    "it is taken on again",
    bufferStory,
    added({ type: "accept" }, {}, { type: "release" }),
  ],
  [
    "ends-once",
    "events are sent after the end",
    bufferStory,
    added(events(1, 2, 3, 4), {}, { type: "release" }),
  ],
  [
    "ends-once",
    "events are handled after the end",
    bufferStory,
    added(begin(1, 2), {}, { type: "cancel" }),
  ],
  [
    "ends-once",
    "a permanent subscription ends and its consumer does not",
    bufferStory,
    (lines) => lines,
  ],
  [
    "ends-once",
    "a consumer ends for being subscribed already",
    bufferStory,
    added({ type: "exit" }, { stage: "end", reason: "already_subscribed" }),
  ],
  [
    "nothing-could-meet",
    "the buffer is not sent",
    bufferStory,
    all(...[events(6, 7), { type: "unbuffered" }, begin(6, 7), end(6, 7)].map(without)),
  ],
  [
    "nothing-could-meet",
    "a partition's queue is not sent",
    partitionStory,
    changed({ type: "ask", consumer: "even" }, { demand: 2 }),
  ],
  [
    "nothing-could-meet",
    "a producer-consumer is asked and waits",
    pipelineStory,
    changed({ type: "ask", demand: 4, subscription: 2 }, { demand: 9 }),
  ],
  ["demand-reaches", "demand is not told", bufferStory, without({ type: "demand", demand: 1 })],
  [
    "demand-told-once",
    "demand is told twice",
    pipelineStory,
    added({ type: "demand" }, { demand: 9 }),
  ],
];

describe("a story", () => {
  test.each([bufferStory, pipelineStory, broadcastStory, partitionStory])(
    "%o keeps every law",
    async (story) => {
      const told = await story();
      expect(broken(told, linesOf(told))).toEqual([]);
    },
  );
});

describe("is told", () => {
  test.each(rows)("%s: %s", async (law, what, story, change) => {
    const told = await story();
    const facts = { 1: { cancel: "permanent", isAskedByHand: false } } as const;
    const isPermanent = what.startsWith("a permanent");
    const options = isPermanent ? { ...told.options, subscriptions: facts } : told.options;
    expect(broken({ ...told, options }, change(linesOf(told)))).toContain(law);
  });

  test("each law by one of these, or by the test beside it", () => {
    const names = new Set([...rows.map(([law]) => law), "cancel-behind-events"]);
    expect(laws.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });
});
