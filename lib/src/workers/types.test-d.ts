import { describe, expectTypeOf, test } from "vitest";
import {
  consumer,
  type ConsumerRef,
  fromIterable,
  type ProducerConsumerRef,
  System,
} from "headgate";
import { workerChildren, workerPool, workerStage } from "headgate/workers";
import type { buffersOf } from "./buffers-of.ts";

/* What the compiler infers of worker stages, and what it refuses. Nothing here runs. */

const system = new System();
const here = new URL("./work.js", import.meta.url);
const numbers = system.start(fromIterable([1, 2]));

describe("workerStage", () => {
  test("takes its types from the module's function", () => {
    const stage = workerStage<typeof buffersOf>(here, { export: "buffersOf" });
    expectTypeOf(system.start(stage)).toEqualTypeOf<
      ProducerConsumerRef<readonly unknown[], ArrayBuffer[]>
    >();
  });

  test("a promise of the function is its result", () => {
    const stage = workerStage<(n: number) => Promise<string>>(here);
    const words = system.start(stage, { subscribeTo: [{ to: numbers, maxDemand: 8 }] });
    expectTypeOf(words).toEqualTypeOf<ProducerConsumerRef<number, string>>();
    system.start(
      consumer(() => ({ handleEvents: (events: string[]) => void events })),
      { subscribeTo: [{ to: words }] },
    );
    // @ts-expect-error the stage takes numbers
    system.start(stage, { subscribeTo: [{ to: words }] });
  });

  test("without types it takes and gives anything", () => {
    const stage = system.start(workerStage("file:///work.js"), { subscribeTo: [{ to: numbers }] });
    expectTypeOf(stage.outputs).returns.toBeAny();
    system.start(
      consumer(() => ({ handleEvents: (events: string[]) => void events })),
      { subscribeTo: [{ to: stage }] },
    );
  });

  test("refuses a function, and options that are none", () => {
    // @ts-expect-error a function cannot be sent to a thread
    workerStage((n: number) => n * 2);
    // @ts-expect-error there is no such option
    workerStage(here, { concurrency: 2 });
    // @ts-expect-error maxDemand belongs to a subscription
    workerStage(here, { maxDemand: 2 });
    // @ts-expect-error a pool is made by workerPool()
    workerStage(here, { pool: { threads: 2 } });
    workerStage(here, { pool: workerPool({ threads: 2 }), ordered: false, timeoutMs: 50 });
  });
});

describe("workerChildren", () => {
  test("takes its type from the function, and has no results", () => {
    const children = workerChildren<(n: number) => string>(here, { restart: "transient" });
    expectTypeOf(system.start(children, { subscribeTo: [{ to: numbers }] })).toEqualTypeOf<
      ConsumerRef<number>
    >();
    // @ts-expect-error nothing is emitted
    workerChildren(here, { ordered: true });
  });
});
