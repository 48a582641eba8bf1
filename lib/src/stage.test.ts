import { describe, expect, test } from "vitest";
import {
  type DownMessage,
  type ExitMessage,
  producer,
  type StageContext,
  type StageRef,
} from "./definitions.ts";
import type { DispatcherFactory, Subscriber } from "./dispatchers/dispatcher.ts";
import { actor, collector, hand, virtualSystem } from "./virtual-system.fixture.ts";

function boom(): never {
  throw new Error("boom");
}

describe("stop", () => {
  test("takes effect when the callback has returned; what it returned is emitted first", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const log: unknown[] = [];
    const feed = producer<string>((stage) => ({
      handleDemand: () => {
        stage.stop("enough");
        log.push(`goes on, alive: ${system.isAlive(stage.name)}`);
        return ["last"];
      },
      terminate: (reason) => void log.push(`terminate ${String(reason)}`),
    }));
    const started = system.start(feed);
    system.start(collector(batches), { subscribeTo: [{ to: started, cancel: "temporary" }] });
    await system.idle();
    expect(batches).toEqual([["last"]]);
    expect(log).toEqual(["goes on, alive: true", "terminate enough"]);
    expect(started.exitReason).toBe("enough");
  });

  test("in an async callback takes effect when that has settled; the first reason counts", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      actor((handle) => ({
        handleInfo: async () => {
          handle.stop("first");
          await handle.sleep(10);
          handle.stop("second");
        },
      })),
    );
    system.send(stage, "x");
    await system.advance(5);
    expect(stage.isAlive).toBe(true);
    await system.idle();
    expect(stage.exitReason).toBe("first");
  });

  test("in an async callback that never waits loses nothing that it returned", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const feed = producer<number>((stage) => ({
      handleDemand: async () => {
        stage.stop();
        return [1, 2];
      },
    }));
    const started = system.start(feed);
    system.start(collector(batches), { subscribeTo: [{ to: started, maxDemand: 2 }] });
    await system.idle();
    expect(batches.flat()).toEqual([1, 2]);
    expect(started.exitReason).toBe("normal");
  });

  test("from outside ends the stage in its turn, behind the messages before it (O-6)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const stage = system.start(
      actor(() => ({
        handleInfo: (message) => void log.push(message),
        terminate: (reason) => void log.push(["terminate", reason]),
      })),
    );
    system.send(stage, 1);
    const stopped = system.stop(stage, "shutdown");
    system.send(stage, 2);
    await stopped;
    expect(log).toEqual([1, ["terminate", "shutdown"]]);
    await expect(system.stop(stage)).resolves.toBeUndefined();
    await expect(system.stop("nobody")).resolves.toBeUndefined();
  });

  test("with kill ends it at once, without terminate; others see killed (O-3)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const stage = system.start(
      actor((handle) => ({
        handleInfo: () => handle.sleep(1e6),
        terminate: (reason) => void log.push(reason),
      })),
    );
    system.send(stage, "x");
    await system.advance(1);
    await system.stop(stage, "kill");
    expect(stage.exitReason).toBe("killed");
    expect(log).toEqual([]);
    await system.idle();
    expect(system.now()).toBe(1);
  });
});

describe("messages of a stage to others", () => {
  test("send, sendAfter and its cancellation, on the system's clock (O-10)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    system.start(
      actor((stage) => ({ handleInfo: (message) => void log.push([message, stage.now()]) })),
      { name: "ear" },
    );
    system.start(
      actor((stage) => {
        stage.send("ear", "now");
        stage.sendAfter(20, "later");
        stage.sendAfter(10, "sooner");
        const takeBack = stage.sendAfter(15, "never");
        takeBack();
        return { handleInfo: (message) => stage.send("ear", message) };
      }),
    );
    await system.advance(100);
    expect(log).toEqual([
      ["now", 0],
      ["sooner", 10],
      ["later", 20],
    ]);
  });

  test("sleep and sendAfter refuse what is no time", () => {
    const { system } = virtualSystem();
    const start = (wrong: (stage: StageContext) => unknown): unknown =>
      system.start(actor((stage) => ({ handleInfo: () => {}, ...(wrong(stage) as object) })));
    const message = "Expected `ms` to be a number of milliseconds from 0 up, got `-1`";
    expect(() => start((stage) => stage.sleep(-1))).toThrow(message);
    expect(() => start((stage) => stage.sendAfter(-1, "x"))).toThrow(message);
  });
});

describe("links and monitors of stages", () => {
  test("a monitor tells handleInfo why a stage ended, or noproc at once (O-5)", async () => {
    const { system } = virtualSystem();
    const downs: [string, unknown][] = [];
    const target = system.start(
      actor(() => ({})),
      { name: "target" },
    );
    const watcher = actor((stage) => {
      stage.monitor(target);
      return {
        handleInfo: ({ type, stage: { name }, reason }: DownMessage) =>
          void downs.push([`${type} ${name}`, reason]),
        handleCast: (to: StageRef) => void stage.monitor(to),
      };
    });
    const started = system.start(watcher);
    await system.stop(target, "gone");
    system.cast(started, target);
    await system.idle();
    expect(downs).toEqual([
      ["down target", "gone"],
      ["down target", "noproc"],
    ]);
  });

  test("a link ends the other by the same failure, unless it traps exits (O-4, O-6)", async () => {
    const { system } = virtualSystem();
    const exits: unknown[] = [];
    const target = system.start(
      actor(() => ({})),
      { name: "target" },
    );
    const binds = actor((stage) => {
      stage.link(target);
      return {};
    });
    const bound = system.start(binds, { name: "bound" });
    const traps = actor((stage) => {
      stage.trapsExits = true;
      stage.link(target);
      return {
        handleInfo: ({ type, stage: { name }, reason }: ExitMessage) =>
          void exits.push([type, name, reason]),
      };
    });
    const trapping = system.start(traps);
    await system.stop(target, "boom");
    await system.idle();
    expect([bound.isAlive, bound.exitReason, trapping.isAlive]).toEqual([false, "boom", true]);
    expect(exits).toEqual([["exit", "target", "boom"]]);
  });

  test("demonitor and unlink let go again", async () => {
    const { system } = virtualSystem();
    const target = system.start(actor(() => ({})));
    const letsGo = actor((stage) => {
      stage.link(target);
      stage.demonitor(stage.monitor(target));
      stage.unlink(target);
      return { handleInfo: boom };
    });
    const started = system.start(letsGo);
    await system.stop(target, "boom");
    await system.idle();
    expect(started.isAlive).toBe(true);
  });
});

describe("a subscription that has ended", () => {
  /** A dispatcher that breaks its contract: it goes on sending to who has left. */
  const stubborn: DispatcherFactory = (output) => {
    let first: Subscriber | undefined;
    return {
      subscribe: (from) => {
        first = from;
        return 0;
      },
      cancel: () => 0,
      ask: () => 0,
      dispatch: (events) => {
        if (first !== undefined) output.send(first, events);
        return [];
      },
      info: () => {},
    };
  };

  test("events that still come on it are dropped and told, not handled (S-5)", async () => {
    const { system, sentences } = virtualSystem();
    const batches: unknown[][] = [];
    const source = hand();
    const feed = system.start(source.definition, { dispatcher: stubborn });
    const subscribeTo = [{ to: feed, cancel: "temporary" as const }];
    const end = system.start(collector(batches), { name: "end", subscribeTo });
    const [from] = system.inspect(end).producers;
    await system.idle();
    if (from !== undefined) system.cancel(from);
    await system.idle();
    source.emit(1, 2);
    await system.idle();
    expect(batches).toEqual([]);
    expect(sentences).toEqual(['Stage "end" discarded 2 events: their subscription has ended']);
  });
});
