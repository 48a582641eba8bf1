import { describe, expect, test } from "vitest";
import { consumer, noReply, producer, producerConsumer } from "./definitions.ts";
import { System } from "./system.ts";
import { collector, counter, virtualSystem } from "./virtual-system.fixture.ts";

/** A stage that says when it starts and ends an errand of `ms`. */
function sleeper(log: string[], system: System, name: string): void {
  system.start(
    consumer((stage) => ({
      handleEvents: () => {},
      handleInfo: async (ms: number) => {
        log.push(`${name} begins at ${stage.now()}`);
        await stage.sleep(ms);
        log.push(`${name} ends at ${stage.now()}`);
      },
    })),
    { name },
  );
}

/** Ticks every 10 ms by `sendAfter`. */
function ticker(log: number[], system: System): void {
  const tick = producer<number>((stage) => {
    stage.sendAfter(10, "tick");
    return {
      handleDemand: () => {},
      handleInfo: () => {
        log.push(stage.now());
        stage.sendAfter(10, "tick");
      },
    };
  });
  system.start(tick);
}

describe("idle", () => {
  test("resolves at once where nothing runs, and time stands", async () => {
    const { system } = virtualSystem();
    await system.idle();
    expect(system.now()).toBe(0);
  });

  test("refuses what is no options", () => {
    const { system } = virtualSystem();
    expect(() => system.idle(5000 as unknown as object)).toThrow(
      new TypeError("Expected the options of idle() to be an object, got `5000`"),
    );
    expect(() => system.idle({ timeoutMs: 5000 } as object)).toThrow(
      new TypeError("Unknown option `timeoutMs`: idle() takes `signal`"),
    );
  });

  test("runs handlers that sleep through, side by side, in virtual time", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    sleeper(log, system, "a");
    sleeper(log, system, "b");
    system.send("a", 3_600_000);
    system.send("b", 1000);
    system.send("b", 500);
    await system.idle();
    expect(log).toEqual([
      "a begins at 0",
      "b begins at 0",
      "b ends at 1000",
      "b begins at 1000",
      "b ends at 1500",
      "a ends at 3600000",
    ]);
    expect(system.now()).toBe(3_600_000);
  });

  test("does not wait for messages that are only due later", async () => {
    const { system } = virtualSystem();
    const ticks: number[] = [];
    ticker(ticks, system);
    await system.idle();
    expect(ticks).toEqual([]);
    expect(system.now()).toBe(0);
  });

  test("waits for a handler whose promise is no sleep of the system's", async () => {
    const { system } = virtualSystem();
    let settle = (): void => {};
    const log: string[] = [];
    const stage = consumer(() => ({
      handleEvents: () => {},
      handleInfo: () => new Promise<void>((resolve) => (settle = resolve)),
    }));
    system.start(stage, { name: "waits" });
    system.send("waits", "x");
    const idle = system.idle().then(() => log.push("idle"));
    for (let i = 0; i < 20; i++) await Promise.resolve();
    log.push("settle");
    settle();
    await idle;
    expect(log).toEqual(["settle", "idle"]);
  });

  test("while such a handler waits for the host, a sleeping one does not run ahead", async () => {
    const { system } = virtualSystem();
    let settle = (): void => {};
    const log: string[] = [];
    sleeper(log, system, "sleeps");
    const outside = consumer(() => ({
      handleEvents: () => {},
      handleInfo: () => new Promise<void>((resolve) => (settle = resolve)),
    }));
    system.start(outside, { name: "waits" });
    system.send("sleeps", 10);
    system.send("waits", "x");
    const idle = system.idle();
    for (let i = 0; i < 20; i++) await new Promise((resolve) => queueMicrotask(() => resolve(i)));
    expect(system.now()).toBe(0);
    settle();
    await idle;
    expect(log.at(-1)).toBe("sleeps ends at 10");
  });

  test("does not move time for an outsider who waits for something else", async () => {
    const { system } = virtualSystem();
    const silent = consumer(() => ({ handleEvents: () => {}, handleCall: () => noReply }));
    const answer = system.call(system.start(silent), "x");
    const ticks: number[] = [];
    ticker(ticks, system);
    await system.idle();
    expect([system.now(), ticks]).toEqual([0, []]);
    await expect(answer).rejects.toMatchObject({ code: "timeout" });
    expect(system.now()).toBe(5000);
    expect(ticks).toHaveLength(499);
  });

  test("several waiters are all told", async () => {
    const { system } = virtualSystem();
    await expect(Promise.all([system.idle(), system.idle(), system.idle()])).resolves.toHaveLength(
      3,
    );
  });
});

describe("advance", () => {
  test("runs what is due until then, at its own time, and stops the clock exactly there", async () => {
    const { system } = virtualSystem();
    const ticks: number[] = [];
    ticker(ticks, system);
    await system.advance(35);
    expect(ticks).toEqual([10, 20, 30]);
    expect(system.now()).toBe(35);
    await system.advance(5);
    expect(ticks).toEqual([10, 20, 30, 40]);
  });

  test("moves the clock where nothing is due too", async () => {
    const { system } = virtualSystem();
    await system.advance(1000);
    expect(system.now()).toBe(1000);
  });

  test("from then on a sleeping handler waits for the next advance, until idle is awaited", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    sleeper(log, system, "a");
    system.send("a", 100);
    await system.advance(30);
    // Others are at work and the host has turns of its own; the clock stands all the same.
    system.cast(
      system.start(consumer(() => ({ handleEvents: () => {}, handleCast: () => {} }))),
      "x",
    );
    for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(system.now()).toBe(30);
    expect(log).toEqual(["a begins at 0"]);
    await system.advance(69);
    expect(log).toEqual(["a begins at 0"]);
    expect(system.now()).toBe(99);
    await system.idle();
    expect(log).toEqual(["a begins at 0", "a ends at 100"]);
  });

  test("called twice without waiting moves on twice", async () => {
    const { system } = virtualSystem();
    await Promise.all([system.advance(10), system.advance(10)]);
    expect(system.now()).toBe(20);
  });

  test("with idle awaited beside it, time moves on to the end of every sleep", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    sleeper(log, system, "a");
    system.send("a", 100);
    await Promise.all([system.advance(10), system.idle()]);
    expect(log.at(-1)).toBe("a ends at 100");
  });

  test.each([
    [-1, "Expected `ms` to be a number of milliseconds from 0 up, got `-1`"],
    [NaN, "Expected `ms` to be a number of milliseconds from 0 up, got `NaN`"],
    ["10", 'Expected `ms` to be a number of milliseconds from 0 up, got `"10"`'],
    [Infinity, "Expected `ms` to be a finite number of milliseconds, got `Infinity`"],
  ])("refuses %o", async (ms, message) => {
    const { system } = virtualSystem();
    await expect(system.advance(ms as number)).rejects.toThrow(message);
  });
});

describe("seed", () => {
  /** The order in which three rivals and a pipeline were served, and everything in the trace. */
  async function runWith(seed?: number): Promise<{ order: string; trace: unknown }> {
    const { system } = virtualSystem(seed === undefined ? {} : { seed });
    const order: string[] = [];
    const feed = system.start(counter());
    const double = producerConsumer<number, number>(() => ({
      handleEvents: (events) => events.map((n) => n * 2),
    }));
    const doubled = system.start(double, { subscribeTo: [{ to: feed, maxDemand: 6 }] });
    for (const name of ["x", "y", "z"]) {
      const rival = consumer<number>((stage) => ({
        handleEvents: async (events) => {
          order.push(`${name}${events.length}`);
          await stage.sleep(7);
          if (stage.now() >= 60) stage.stop();
        },
      }));
      system.start(rival, { name, subscribeTo: [{ to: doubled, maxDemand: 4, minDemand: 1 }] });
    }
    await system.idle();
    return { order: order.join(" "), trace: system.trace.entries };
  }

  test("replays a run exactly: the same seed, the same trace", async () => {
    const first = await runWith(7);
    expect(await runWith(7)).toEqual(first);
    expect(first.order.length).toBeGreaterThan(20);
  });

  test("without one, runs are the same too: first come, first served (O-1)", async () => {
    expect(await runWith()).toEqual(await runWith());
  });

  test("of others makes other orders", async () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 8; seed++) orders.add((await runWith(seed)).order);
    expect(orders.size).toBeGreaterThan(2);
  });
});

describe("the loop", () => {
  test("gives the host a turn while synchronous stages run on and on", async () => {
    const system = new System({ log: false });
    let handled = 0;
    const feed = system.start(counter());
    const eater = consumer<number>(() => ({
      handleEvents: (events) => void (handled += events.length),
    }));
    const end = system.start(eater, { subscribeTo: [{ to: feed, maxDemand: 10 }] });
    const seen: number[] = [];
    // An endless pipeline: only because the host gets its turns can it be ended from outside.
    for (let i = 0; i < 3; i++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      seen.push(handled);
    }
    await system.stop(end);
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[2]).toBeGreaterThan(seen[0] ?? 0);
  });

  test("runs a pipeline of synchronous stages without a timer or a promise of its own", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(counter());
    const ten = collector<number>(batches, (stage) => ({
      handleEvents: (events) => {
        batches.push(events);
        if (batches.length === 5) stage.stop();
      },
    }));
    system.start(ten, { subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 1 }] });
    await Promise.resolve();
    // One microtask has run all of it.
    expect(batches).toEqual([[0], [1], [2], [3], [4]]);
    await system.idle();
  });
});

describe("a wait that nothing can end", () => {
  test("is rejected on a virtual clock, and says who owes whom", async () => {
    const { system } = virtualSystem();
    const silent = producer<number>(() => ({ handleDemand: () => [] }));
    const feed = system.start(silent, { name: "silent" });
    const stream = system.stream(feed, { maxDemand: 10 });
    await expect(stream.next()).rejects.toMatchObject({
      code: "stalled",
      message:
        'Nothing is left to run and no timer is due, but somebody still waits for the stages: "silent" owes "stream-1" 10',
    });
  });

  test("is not given up while something still comes from outside", async () => {
    const { system } = virtualSystem();
    const feed = system.start(
      producer<string>(() => ({ handleDemand: () => {}, handleInfo: (m) => [m] })),
    );
    const first = system.stream(feed).next();
    await system.idle();
    system.send(feed, "late");
    await expect(first).resolves.toEqual({ done: false, value: "late" });
  });
});
