import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { consumer, type ConsumerRef, producer } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { actor, collector, counter, virtualSystem } from "./virtual-system.fixture.ts";

describe("what user code may do without harm to the others", () => {
  test.each([
    ["an error whose stack is no string", Object.assign(new Error("e"), { stack: 42 })],
    [
      "an object whose constructor throws",
      Object.defineProperty({}, "constructor", {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
    ["an object that may not be looked at", new Proxy({}, { has: () => JSON.parse("{") as never })],
  ])("%s, thrown: its stage ends, the system goes on", async (_what, thrown) => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(
      producer<number>(() => ({
        handleDemand: () => {
          throw thrown;
        },
      })),
    );
    const options = { to: feed, cancel: "temporary" as const };
    const end = system.start(collector([]), { subscribeTo: [options] });
    await system.idle();
    expect(feed.exitReason).toBe(thrown);
    expect(end.isAlive).toBe(true);
    expect(sentences).toHaveLength(1);
  });

  test("a listener's isWanted that throws is told, and nobody listens then", async () => {
    const { system, sentences } = virtualSystem({ trace: false });
    let asked = 0;
    system.listen(
      () => {},
      () => {
        if (++asked === 3) throw new Error("x");
        return true;
      },
    );
    const stage = system.start(actor(() => ({ handleInfo: () => {} })));
    for (let i = 0; i < 5; i++) {
      system.send(stage, i);
      await system.idle();
    }
    expect(system.inspect(stage).mailboxSize).toBe(0);
    expect(sentences).toEqual(["A listener to the trace threw: Error: x"]);
  });

  test("a supervisor that is killed while it starts a child keeps nobody waiting", async () => {
    const { system } = virtualSystem();
    let starts = 0;
    const feed = system.start(fromIterable([1, 2, 3]));
    const supervisor: ConsumerRef<number> = system.start(
      consumerSupervisor<number>(() => {
        starts++;
        void system.stop(supervisor, "kill");
        return Promise.reject(new Error("nobody hears of it"));
      }),
      { subscribeTo: [{ to: feed, cancel: "temporary" }] },
    );
    await system.idle();
    expect(starts).toBe(1);
  });

  test("`system.call` in a later batch of a delivery is waited for too", async () => {
    const { system } = virtualSystem();
    const answers: unknown[] = [];
    const service = system.start(
      actor((stage) => ({ handleCall: (n) => stage.sleep(10).then(() => n) })),
    );
    const feed = system.start(fromIterable([1, 2, 3, 4]));
    const caller = consumer<number>(() => ({
      handleEvents: async ([n]) => {
        answers.push(await system.call(service, n));
      },
    }));
    const options = { to: feed, maxDemand: 4, minDemand: 2, cancel: "temporary" as const };
    system.start(caller, { subscribeTo: [options] });
    await system.idle();
    expect(answers).toEqual([1, 3]);
  });

  test("a promise of somebody's own that calls back twice is heard once", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    let isAsked = false;
    const twice = {
      // oxlint-disable-next-line unicorn/no-thenable -- that is the point
      then: (resolve: (events: number[]) => void) => {
        void Promise.resolve().then(() => {
          resolve([1]);
          resolve([1]);
        });
      },
    } as unknown as PromiseLike<number[]>;
    const feed = system.start(
      producer<number>(() => ({
        handleDemand: () => {
          if (isAsked) return [];
          isAsked = true;
          return twice;
        },
      })),
    );
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 10 }] });
    await system.idle();
    expect(batches).toEqual([[1]]);
  });

  test("who begins to listen inside a handler is told of no end without a beginning", async () => {
    const { system } = virtualSystem({ trace: false });
    const phases: string[] = [];
    const feed = system.start(counter());
    const end = consumer<number>((stage) => ({
      handleEvents: async ([n]) => {
        if (n === 0) {
          system.listen((entry) => {
            if (entry.type === "handle") phases.push(entry.phase);
          });
        }
        await stage.sleep(1);
        if (n === 2) stage.stop();
      },
    }));
    system.start(end, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle();
    expect(phases).toEqual(["begin", "end", "begin", "end"]);
  });
});
