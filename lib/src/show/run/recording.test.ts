import { describe, expect, test } from "vitest";
import { producer, consumer, System } from "../../index.ts";
import { record } from "./recording.ts";
import { readRun } from "./run.ts";
import { threeStages, traceOf } from "./traces.fixture.ts";

describe("record", () => {
  test("survives JSON, and reads as it did", () => {
    const recording = record(threeStages());
    const again = JSON.parse(JSON.stringify(recording)) as typeof recording;
    expect(again).toEqual(recording);
    expect(readRun(again)).toEqual(readRun(recording));
  });

  test("keeps names of events and none of their values", () => {
    const events = [{ id: "a", secret: "x" }, { id: "b" }];
    const edge = { producer: "feed", consumer: "sink", subscription: 1 };
    const { entries } = record(traceOf([{ type: "events", ...edge, events }]));
    expect(entries).toEqual([{ type: "events", at: 0, ...edge, n: 2, ids: ["a", "b"] }]);
  });

  test("keeps of events and reasons that are whole documents only their beginning", () => {
    const page = "x".repeat(2 ** 22);
    const edge = { producer: "feed", consumer: "sink", subscription: 1 };
    const events = Array.from({ length: 8 }, () => page);
    const recording = record(
      traceOf([
        ...Array.from({ length: 50 }, () => ({ type: "events", ...edge, events }) as const),
        { type: "info", stage: "feed", phase: "queued", message: page },
        { type: "exit", stage: "feed", reason: new Error(page) },
      ]),
    );
    expect(recording.entries.at(-1)!.note).toHaveLength(1000);
    expect(recording.entries.at(-1)!.note).toMatch(/^Error: x+…$/);
    expect(JSON.stringify(recording).length).toBeLessThan(50_000);
  });

  test("takes down every kind of entry that a system with details writes", async () => {
    const system = new System({
      clock: "virtual",
      trace: { details: true },
      log: () => undefined,
    });
    const feed = system.start(
      producer((stage) => ({
        handleDemand: () => [],
        handleInfo: () => stage.emit([1, 2, 3]),
      })),
      { bufferSize: 2, demand: "accumulate" },
    );
    system.send(feed, "go");
    const sink = consumer(() => ({ handleEvents: () => undefined }));
    const slow = system.start(sink, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle();
    system.demand(feed, "forward");
    await system.idle();
    await system.stop(slow);
    await system.idle();
    const { entries } = system.trace;
    const recorded = record(system.trace).entries;
    expect(recorded.map(({ type, at }) => [type, at])).toEqual(
      entries.map(({ type, at }) => [type, at]),
    );
    for (const entry of recorded) {
      for (const value of Object.values(entry))
        expect(["string", "number", "object"]).toContain(typeof value);
    }
  });
});
