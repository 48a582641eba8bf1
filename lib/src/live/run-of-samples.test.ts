import { describe, expect, test } from "vitest";
import { valueAt } from "../show/run/run.ts";
import { consumer, producer } from "../definitions.ts";
import { System } from "../system.ts";
import { runOfSamples } from "./run-of-samples.ts";
import { ratesBetween } from "./rates.ts";
import type { Sample } from "./sampler.ts";

/** A buffer of 5 that overflows, a slow consumer that is stopped, and a sample every 10 ms. */
async function samplesOfARun(): Promise<Sample[]> {
  const system = new System({ clock: "virtual", log: () => undefined });
  const burst = producer((stage) => ({
    handleDemand: (demand) => Array.from({ length: demand }, (_, i) => i),
    handleInfo: () => stage.emit(Array.from({ length: 12 }, (_, i) => i)),
  }));
  const slow = consumer((stage) => ({ handleEvents: () => stage.sleep(10) }));
  const feed = system.start(burst, { name: "feed", bufferSize: 5 });
  const subscribeTo = [{ to: feed, maxDemand: 4, minDemand: 2 }];
  const end = system.start(slow, { name: "end", subscribeTo });
  const samples: Sample[] = [];
  let before = system.snapshot();
  const take = (): void => {
    const snapshot = system.snapshot();
    samples.push({ snapshot, rates: ratesBetween(before, snapshot) });
    before = snapshot;
  };
  take();
  for (let i = 0; i < 6; i++) {
    await system.advance(10);
    if (i === 3) system.send(feed, "burst");
    take();
  }
  await system.stop(end);
  take();
  return samples;
}

describe("runOfSamples", () => {
  test("has at each sample what the system had then", async () => {
    const samples = await samplesOfARun();
    const run = runOfSamples(samples);
    expect(run.steps.map(({ step, at }) => [step, at])).toEqual(
      samples.map(({ snapshot }, index) => [index + 1, snapshot.at]),
    );
    for (const [index, { snapshot }] of samples.entries()) {
      for (const one of snapshot.stages) {
        const { levels } = run.stages.find(({ name }) => name === one.name)!;
        expect(valueAt(levels.waiting, index + 1)).toBe(one.waitingEvents);
        expect(valueAt(levels.buffered, index + 1)).toBe(one.bufferedCount);
        expect(valueAt(levels.handled, index + 1)).toBe(one.handled);
        expect(valueAt(levels.lost, index + 1)).toBe(one.discarded);
      }
      for (const one of snapshot.subscriptions) {
        expect(valueAt(run.edges[0]!.levels.owed, index + 1)).toBe(one.pending);
        expect(valueAt(run.edges[0]!.levels.delivered, index + 1)).toBe(one.delivered);
      }
    }
  });

  test("ends what is gone, and keeps what it came to", async () => {
    const { stages, edges } = runOfSamples(await samplesOfARun());
    expect(stages.find(({ name }) => name === "end")).toMatchObject({ ended: true, endedAt: 8 });
    expect(stages[0]).toMatchObject({ bufferSize: 5, ended: false });
    expect(stages[0]!.lost).toBeGreaterThan(0);
    expect(edges[0]).toMatchObject({ closed: true, closedAt: 8, owed: 0 });
    expect(stages[0]!.sent).toBe(edges[0]!.delivered);
  });

  test("adds up the lives of a stage that was started again", () => {
    const sample = (at: number, lives: readonly [id: number, count: number][]): Sample => ({
      rates: { stages: [], subscriptions: [] },
      snapshot: {
        at,
        stages: [stageAt("feed", 0), ...lives.map(([, count]) => stageAt("desk", count))],
        subscriptions: lives.map(([subscription, delivered]) => ({
          subscription,
          producer: "feed",
          consumer: "desk",
          maxDemand: 10,
          minDemand: 5,
          mode: "automatic",
          pending: 5,
          delivered,
        })),
      },
    });
    const run = runOfSamples([
      sample(0, [[1, 60]]),
      sample(1, [[1, 100]]),
      sample(2, []),
      sample(3, [[2, 50]]),
      sample(4, [[3, 20]]),
    ]);
    const [feed, desk] = run.stages;
    expect(feed).toMatchObject({ sent: 170 });
    expect(desk).toMatchObject({ handled: 170, ended: false, startedAt: 5, endedAt: 3 });
    // What had passed before the first look is no throughput.
    expect(valueAt(desk!.levels.handled, 0)).toBe(60);
    expect(run.edges.map(({ closed, delivered }) => [closed, delivered])).toEqual([
      [true, 100],
      [true, 50],
      [false, 20],
    ]);
  });
});

const stageAt = (name: string, handled: number): Sample["snapshot"]["stages"][number] => ({
  name,
  kind: name === "feed" ? "producer" : "consumer",
  mailboxSize: 0,
  waitingEvents: 0,
  handled,
  inHand: 0,
  bufferedCount: 0,
  heldCount: 0,
  pendingDemand: 0,
  discarded: 0,
});
