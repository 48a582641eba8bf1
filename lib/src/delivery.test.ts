import { describe, expect, test } from "vitest";
import {
  consumer,
  type ConsumerDefinition,
  producer,
  producerConsumer,
  type ProducerRef,
  type StageContext,
} from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import type { SystemOptions } from "./system-options.ts";
import { counter, virtualSystem } from "./virtual-system.fixture.ts";

/** A consumer that writes `name` and its batch into `log`. */
function writer(log: string[], name: string): ConsumerDefinition<number> {
  return consumer<number>(() => ({
    handleEvents: (events) => void log.push(`${name} ${events.join()}`),
  }));
}

const eager: SystemOptions = { delivery: "eager" };

describe('delivery: "eager"', () => {
  test("who is sent events goes next, before the sender's next message", async () => {
    const order = async (options: SystemOptions): Promise<string[]> => {
      const { system } = virtualSystem(options);
      const log: string[] = [];
      let next = 0;
      const feed = system.start(
        producer<number>(() => ({
          handleDemand: () => {
            log.push("demand");
            return next < 2 ? [next++] : [];
          },
        })),
      );
      for (const name of ["a", "b"]) {
        system.start(writer(log, name), { subscribeTo: [{ to: feed, maxDemand: 1 }] });
      }
      await system.idle();
      return log.slice(0, 4);
    };
    expect(await order({ delivery: "queued" })).toEqual(["demand", "demand", "a 0", "b 1"]);
    expect(await order(eager)).toEqual(["demand", "a 0", "demand", "b 1"]);
  });

  test("events sent by `emit` are handled once the callback has returned (O-2)", async () => {
    const { system } = virtualSystem(eager);
    const log: string[] = [];
    const feed = system.start(
      producer<number>((stage) => ({
        handleDemand: () => {
          if (log.length > 0) return [];
          stage.emit([1]);
          log.push("returned");
          return [2];
        },
      })),
    );
    system.start(writer(log, "a"), { subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 0 }] });
    await system.idle();
    expect(log).toEqual(["returned", "a 1", "a 2"]);
  });

  test("what was sent before the callback threw is handled all the same", async () => {
    const { system } = virtualSystem(eager);
    const log: string[] = [];
    const feed = system.start(
      producer<number>((stage) => ({
        handleDemand: () => {
          stage.emit([1]);
          throw new Error("boom");
        },
      })),
    );
    const options = { to: feed, maxDemand: 10, minDemand: 0, cancel: "temporary" as const };
    system.start(writer(log, "a"), { subscribeTo: [options] });
    await system.idle();
    expect(log).toEqual(["a 1"]);
    expect(feed.isAlive).toBe(false);
  });

  test("a consumer killed before it went next leaves its events in the trace", async () => {
    const { system } = virtualSystem(eager);
    let handle: StageContext | undefined;
    const feed = system.start(
      producer<number>((stage) => {
        handle = stage;
        return {
          handleDemand: () => [],
          handleInfo: () => {
            handle?.emit([1, 2, 3]);
            expect(system.inspect("a").mailboxSize).toBe(1);
            void system.stop("a", "kill");
          },
        };
      }),
    );
    const options = { to: feed, cancel: "temporary" as const };
    system.start(writer([], "a"), { name: "a", subscribeTo: [options] });
    await system.idle();
    system.send(feed, "go");
    await system.idle();
    const lost = system.trace.entries.filter(({ type }) => type === "discarded");
    expect(lost).toMatchObject([{ stage: "a", count: 3 }]);
  });

  test("each consumer of a broadcast has its turn before the next demand", async () => {
    const { system } = virtualSystem(eager);
    const log: string[] = [];
    const feed = system.start(counter(), { dispatcher: broadcastDispatcher() });
    for (const name of ["a", "b", "c"]) {
      const stopsAtThree = consumer<number>((stage) => ({
        handleEvents: (events) => {
          log.push(`${name} ${events.join()}`);
          if (events[0] === 2) stage.stop();
        },
      }));
      system.start(stopsAtThree, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    }
    await system.idle();
    expect(log.slice(-6)).toEqual([1, 2].flatMap((n) => ["a", "b", "c"].map((s) => `${s} ${n}`)));
  });

  test("a circle of stages leaves the host its turns", async () => {
    const { system } = virtualSystem({ ...eager, clock: "real", trace: false });
    let passes = 0;
    const pass = producerConsumer<number, number>(() => ({
      handleEvents: (events) => {
        passes++;
        return events;
      },
    }));
    const a = system.start(pass, { name: "a" });
    const b = system.start(pass, { name: "b", subscribeTo: [{ to: a, maxDemand: 1 }] });
    await system.syncSubscribe(a, { to: b as ProducerRef<number>, maxDemand: 1 });
    const feed = system.start(counter());
    await system.syncSubscribe(a, { to: feed, maxDemand: 1 });
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      seen.push(passes);
    }
    expect(seen[0]).toBeGreaterThan(0);
    await system.stop(a, "kill");
  });
});

describe("the host's turns", () => {
  // No clock: a handler that takes long is played by the host's own clock, which the loop looks at.
  test.each(["eager", "queued"] as const)("come between long callbacks, %s", async (delivery) => {
    const { system } = virtualSystem({ clock: "real", trace: false, delivery });
    let handled = 0;
    const feed = system.start(counter());
    const slow = consumer<number>(() => ({
      handleEvents: () => {
        handled++;
        for (const began = performance.now(); performance.now() - began < 2;);
      },
    }));
    const options = { to: feed, maxDemand: 2, minDemand: 1 };
    const end = system.start(slow, { subscribeTo: [options] });
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    await system.stop(end, "kill");
    // Four turns of the host, and no more than some dozens of callbacks in each.
    expect(handled).toBeLessThan(400);
  });
});
