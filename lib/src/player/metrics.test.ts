import { describe, expect, test } from "vitest";
import { runOfSamples } from "../live/run-of-samples.ts";
import type { Sample } from "../live/sampler.ts";
import { readTrace, threeStages, traceOf } from "../show/run/traces.fixture.ts";
import { metricsAt, metricWords } from "./metrics.ts";

const between = { producer: "feed", consumer: "desk", subscription: 1 };

describe("metricsAt", () => {
  test("counts what is in buffers, in flight, owed and lost behind a step", () => {
    const run = readTrace(threeStages());
    const at = (step: number) => metricsAt(run, step, run.steps[step - 1]!.at);
    expect(at(0 + 1)).toMatchObject({ buffered: 0, inFlight: 0, owed: 0, lost: 0 });
    expect(at(8)).toMatchObject({ owed: 14, inFlight: 0 });
    expect(at(14)).toMatchObject({ buffered: 1, inFlight: 9, owed: 0 });
    expect(at(31)).toMatchObject({ buffered: 0, inFlight: 0, lost: 2 });
  });

  test("has a throughput of what the last stages handled, once time has passed", () => {
    const run = readTrace(threeStages());
    expect(metricsAt(run, 14, 0).throughput).toBeUndefined();
    // print has begun 4 events in 40 ms.
    expect(metricsAt(run, 31, 40).throughput).toBe(100);
  });

  test("has a mean wait that is the mean of what each event waited", () => {
    const events = [1, 2];
    const run = readTrace(
      traceOf([
        { type: "events", ...between, events, at: 10 },
        { type: "handle", phase: "begin", stage: "desk", from: "feed", events: [1], at: 30 },
        { type: "handle", phase: "begin", stage: "desk", from: "feed", events: [2], at: 50 },
      ]),
    );
    // 20 ms and 40 ms.
    expect(metricsAt(run, 3, 50).waitMs).toBe(30);
    // 20 ms, and 30 ms so far.
    expect(metricsAt(run, 2, 40).waitMs).toBe(25);
    expect(metricsAt(run, 0, 0).waitMs).toBeUndefined();
  });

  test("counts of a sampled system what was handled since the first sample", () => {
    const idle = { mailboxSize: 0, inHand: 0, bufferedCount: 0, heldCount: 0, pendingDemand: 0 };
    const desk = { name: "desk", kind: "consumer", ...idle, discarded: 0 } as const;
    const sample = (at: number, handled: number, waitingEvents: number): Sample => ({
      snapshot: { at, stages: [{ ...desk, handled, waitingEvents }], subscriptions: [] },
      rates: { stages: [], subscriptions: [] },
    });
    const run = runOfSamples([sample(9000, 1000, 2), sample(9100, 1004, 2)]);
    expect(metricsAt(run, 1, 9000).throughput).toBeUndefined();
    // 4 events in 100 ms; 200 events times ms for those and the two that wait.
    expect(metricsAt(run, 2, 9100)).toMatchObject({ throughput: 40, waitMs: 200 / 6 });
  });

  test("counts for a consumer supervisor what it was sent", () => {
    const run = readTrace(
      traceOf([
        { type: "start", stage: "desk", kind: "consumer-supervisor" },
        { type: "events", ...between, events: [1, 2], at: 500 },
      ]),
    );
    expect(metricsAt(run, 2, 500).throughput).toBe(4);
  });
});

describe("metricWords", () => {
  test("gives every number its unit", () => {
    const run = readTrace(threeStages());
    const words = (step: number, at: number) =>
      metricWords(metricsAt(run, step, at)).map(({ name, value }) => `${name} ${value}`);
    expect(words(1, 0)).toEqual([
      "throughput – events/s",
      "in buffers 0 events",
      "mean wait – ms",
      "lost 0 events",
      "in flight 0 events",
      "owed 0 events",
    ]);
    const week = { ...metricsAt(run, 31, 40), waitMs: 599_820_860.5 };
    expect(metricWords(week)[2]).toEqual({ name: "mean wait", value: "6 d 22 h" });
    for (const one of words(31, 40)) expect(one).toMatch(/[\d.]+ (events\/s|events|ms)$/);
  });
});
