import { describe, expect, test } from "vitest";
import { consumer } from "./definitions.ts";
import { StageError } from "./errors.ts";
import { actor, collector, counter, virtualSystem } from "./virtual-system.fixture.ts";

describe("handlerTimeoutMs", () => {
  test("a handler that takes longer on the system's clock ends its stage, and no other", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(counter(), { name: "feed" });
    const slow = consumer<number>((stage) => ({ handleEvents: () => stage.sleep(100) }));
    const options = { to: feed, maxDemand: 1 };
    const end = system.start(slow, { name: "slow", handlerTimeoutMs: 99, subscribeTo: [options] });
    await system.idle();
    expect(system.now()).toBe(99);
    expect(end.exitReason).toBeInstanceOf(StageError);
    expect(end.exitReason).toMatchObject({ code: "timeout" });
    expect(feed.isAlive).toBe(true);
    expect(sentences).toEqual([
      'Stage "slow" crashed in `handleEvents`: StageError: its promise was not settled in 99 ms',
    ]);
  });

  test("one that is in time is not bothered, and leaves no timer behind", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(counter());
    const slow = collector<number>(batches, (stage) => ({
      handleEvents: async (events) => {
        await stage.sleep(98);
        batches.push(events);
        if (batches.length === 3) stage.stop();
      },
    }));
    const options = { to: feed, maxDemand: 1 };
    const end = system.start(slow, { handlerTimeoutMs: 99, subscribeTo: [options] });
    await system.idle();
    expect(batches).toEqual([[0], [1], [2]]);
    expect(end.exitReason).toBe("normal");
    expect(system.now()).toBe(3 * 98);
  });

  test("one that waits for something the virtual clock does not know of ends by the host's", async () => {
    const { system } = virtualSystem();
    const stuck = actor(() => ({ handleInfo: () => new Promise<void>(() => {}) }));
    const stage = system.start(stuck, { handlerTimeoutMs: 5 });
    system.send(stage, "go");
    await system.idle();
    expect(stage.exitReason).toMatchObject({ code: "timeout" });
    expect(system.now()).toBe(0);
  });

  test("what comes after the end of such a handler is dropped, and callers are told", async () => {
    const { system } = virtualSystem();
    const stuck = actor((stage) => ({ handleCall: () => stage.sleep(10).then(() => "late") }));
    const stage = system.start(stuck, { name: "stuck", handlerTimeoutMs: 5 });
    await expect(system.call(stage, "hello")).rejects.toThrow('Stage "stuck" failed');
    await system.advance(20);
  });

  test.each([[-1], ["5"], [Number.NaN]])("%j is refused", (handlerTimeoutMs) => {
    const { system } = virtualSystem();
    expect(() => system.start(counter(), { handlerTimeoutMs } as object)).toThrow(
      "Expected `handlerTimeoutMs` to be a number of milliseconds from 0 up",
    );
  });
});
