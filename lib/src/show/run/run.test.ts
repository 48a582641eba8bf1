import { lostOnTheWay } from "../../report.ts";
import { describe, expect, test } from "vitest";
import { valueAt, type Level } from "./run.ts";
import { readTrace, threeStages, traceOf } from "./traces.fixture.ts";

const between = { producer: "feed", consumer: "sink", subscription: 1 };

describe("readRun", () => {
  test("counts on each subscription what the trace counts", () => {
    const trace = threeStages();
    const run = readTrace(trace);
    for (const edge of run.edges) {
      const own = trace.entries.filter(
        (entry) => "producer" in entry && entry.producer === edge.producer,
      );
      const asked = own.reduce((sum, entry) => sum + (entry.type === "ask" ? entry.demand : 0), 0);
      const sent = own.reduce(
        (sum, entry) => sum + (entry.type === "events" ? entry.events.length : 0),
        0,
      );
      expect([edge.asked, edge.delivered]).toEqual([asked, sent]);
    }
    expect(run.stages.map(({ name, sent, handled }) => [name, sent, handled])).toEqual([
      ["numbers", 15, 0],
      ["double", 6, 10],
      ["print", 0, 4],
    ]);
  });

  test("tells what is owed behind each step", () => {
    const owed = readTrace(threeStages()).steps.flatMap((step) =>
      step.what === "ask" || step.what === "events" ? [[step.step, step.owed]] : [],
    );
    expect(owed).toEqual([
      [4, 10],
      [7, 4],
      [9, 0],
      [12, 0],
      [16, 2],
      [18, 1],
      [21, 0],
      [23, 5],
      [25, 0],
    ]);
  });

  test("stops behind the step it is told", () => {
    const run = readTrace(threeStages(), 8);
    expect(run.steps).toHaveLength(8);
    expect(run.edges.map((edge) => edge.owed)).toEqual([10, 4]);
  });

  test("has events in the mailbox until handleEvents begins, and then in hand until it settles", () => {
    const run = readTrace(threeStages());
    const { levels } = run.stages.find(({ name }) => name === "double")!;
    const level = (of: keyof typeof levels) => levels[of];
    expect(level("waiting").points).toEqual([
      [9, 0, 10],
      [10, 0, 5],
      [19, 20, 0],
      [25, 20, 5],
      [31, 40, 0],
    ]);
    expect(level("in hand").points).toEqual([
      [10, 0, 5],
      [11, 0, 0],
      [19, 20, 5],
      [20, 20, 0],
    ]);
  });

  test("has in the buffer what the trace says it holds, and how much it may hold", () => {
    const run = readTrace(
      traceOf([
        { type: "start", stage: "feed", kind: "producer", bufferSize: 6 },
        { type: "buffered", stage: "feed", count: 5, total: 5 },
        { type: "unbuffered", stage: "feed", count: 2, total: 3 },
        { type: "events", ...between, events: [1, 2] },
        { type: "events", ...between, consumer: "other", subscription: 2, events: [1, 2] },
      ]),
    );
    const [feed] = run.stages;
    expect(feed!.levels.buffered.points.map((point) => point[2])).toEqual([5, 3]);
    expect(feed).toMatchObject({ bufferSize: 6, sent: 4 });
  });

  test("counts over the run what was asked, delivered, handled and lost", () => {
    const [edge, stage] = [readTrace(threeStages()).edges[1]!, readTrace(threeStages()).stages[1]!];
    const values = (level: Level) => level.points.map((point) => point[2]);
    expect(values(edge.levels.asked)).toEqual([4, 6]);
    expect(values(edge.levels.delivered)).toEqual([4, 5, 6]);
    expect(values(stage.levels.handled)).toEqual([5, 10]);
    expect(values(stage.levels.lost)).toEqual([2]);
    expect(stage).toMatchObject({ lost: 2, ended: true, startedAt: 2, endedAt: 31 });
  });

  test("closes a subscription with its cancel or the end of one of its stages", () => {
    const asked = { type: "ask", ...between, demand: 7 } as const;
    for (const end of [
      { type: "cancel", ...between, reason: "normal" },
      { type: "exit", stage: "feed", reason: "normal" },
      { type: "exit", stage: "sink", reason: new Error("boom") },
    ] as const) {
      const run = readTrace(traceOf([asked, end]));
      expect(run.edges[0]).toMatchObject({ asked: 7, owed: 0, closed: true });
      expect(valueAt(run.edges[0]!.levels.owed, 1)).toBe(7);
    }
  });

  test("goes on with a stage that was started again, and takes what it refuses out of its mailbox", () => {
    const why = lostOnTheWay.subscriptionEnded;
    const run = readTrace(
      traceOf([
        { type: "events", ...between, events: [1, 2] },
        { type: "exit", stage: "sink", reason: new Error("boom") },
        { type: "start", stage: "sink", kind: "consumer" },
        // On the old subscription, to the one that has ended.
        { type: "events", ...between, events: [6, 7] },
        { type: "events", ...between, subscription: 2, events: [3, 4, 5] },
        { type: "discarded", stage: "sink", count: 3, why },
      ]),
    );
    const sink = run.stages.find(({ name }) => name === "sink")!;
    expect(sink).toMatchObject({ ended: false, lost: 3 });
    expect(sink.levels.waiting.points.map((point) => point[2])).toEqual([2, 0, 3, 0]);
  });

  test("leaves what is owed below 0 where a producer sent more than it was asked", () => {
    const run = readTrace(
      traceOf([
        { type: "ask", ...between, demand: 1 },
        { type: "events", ...between, events: [1, 2, 3] },
      ]),
    );
    expect(run.edges[0]!.owed).toBe(-2);
  });

  test("begins a trace that lost its first entries with what must have been owed and waiting", () => {
    const { entries } = threeStages();
    const run = readTrace({ entries: entries.slice(8), truncated: 8 });
    expect(run.steps[0]!.step).toBe(9);
    expect(run.edges.map(({ asked, delivered }) => [asked, delivered])).toEqual([
      [15, 15],
      [6, 6],
    ]);
    const levels = [...run.stages, ...run.edges].flatMap((one): Level[] =>
      Object.values(one.levels),
    );
    expect(levels.every((level) => level.lowest >= 0)).toBe(true);
  });

  test("reads a trace of a hundred thousand entries", () => {
    const entries = Array.from({ length: 50_000 }, (_, at) => [
      { type: "ask", ...between, demand: 1, at } as const,
      { type: "events", ...between, events: [at], at } as const,
    ]).flat();
    const run = readTrace(traceOf(entries));
    expect(run.edges[0]).toMatchObject({ asked: 50_000, delivered: 50_000, owed: 0 });
  });
});

describe("valueAt", () => {
  test("holds each value until the next point", () => {
    const level = {
      of: "owed",
      name: "",
      lowest: 0,
      points: [
        [2, 0, 5],
        [4, 0, 1],
      ],
    } as const;
    const mutable = {
      ...level,
      points: level.points.map(([a, b, c]): [number, number, number] => [a, b, c]),
    };
    expect([1, 2, 3, 4, 9].map((step) => valueAt(mutable, step))).toEqual([0, 5, 5, 1, 1]);
  });
});
