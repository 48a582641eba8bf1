import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { ignore, type StageRef } from "./definitions.ts";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { fromIterable } from "./from-iterable.ts";
import type { VirtualScheduler } from "./scheduler.ts";
import { supervise } from "./supervisor.ts";
import type { System } from "./system.ts";
import { actor, collector, hand, virtualSystem } from "./virtual-system.fixture.ts";

/** Starts a stage that notes how it ends. */
function noted(system: System, log: unknown[], name: string, more: object = {}): StageRef {
  return system.start(
    actor(() => ({ terminate: (reason) => void log.push([name, reason]), ...more })),
    { name },
  );
}

describe("close", () => {
  test("ends every stage with shutdown, the last started first, and waits for each", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    for (const name of ["a", "b", "c"]) noted(system, log, name);
    system.send(
      system.start(
        actor((self) => ({
          handleInfo: () => self.sleep(100).then(() => void log.push("settled")),
        })),
      ),
      "begin",
    );
    await system.close();
    expect(log).toEqual(["settled", ["c", "shutdown"], ["b", "shutdown"], ["a", "shutdown"]]);
    expect(system.now()).toBe(100);
    expect((system.loop.scheduler as VirtualScheduler).nextAt()).toBe(Infinity);
    expect(system.whereis("a")).toBeUndefined();
  });

  test("of a system with no stage, or closed before, does nothing", async () => {
    const { system } = virtualSystem();
    await system.close();
    await Promise.all([system.close(), system.close()]);
    expect(system.trace.entries).toEqual([]);
  });

  test("gives the reason it is told; a loop over a stream just ends", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const end = system.start(collector([]), { subscribeTo: [{ to: feed }] });
    const next = system.stream(feed).next();
    const reason = { shutdown: "upgrade" };
    await system.close({ reason });
    expect([feed.exitReason, end.exitReason]).toEqual([reason, reason]);
    await expect(next).resolves.toEqual({ done: true, value: undefined });
  });

  test("kills a stage that takes longer than shutdownMs, each in its turn", async () => {
    const { system } = virtualSystem();
    const stages = [20, 50].map((ms) =>
      system.start(actor((self) => ({ handleInfo: () => self.sleep(ms) }))),
    );
    for (const stage of stages) system.send(stage, "begin");
    await system.close({ shutdownMs: 30 });
    expect(stages.map(({ exitReason }) => exitReason)).toEqual(["shutdown", "killed"]);
    expect(system.now()).toBe(30);
    await expect(system.close({ shutdownMs: -1 })).rejects.toThrow(/^Expected `shutdownMs` to be/);
  });

  test("starts nothing any more", async () => {
    const { system } = virtualSystem();
    await system.close();
    expect(() => system.start(collector([]))).toThrow(
      expect.objectContaining({
        code: "closed",
        message: "The system was closed and starts no stage any more",
      }),
    );
    await expect(system.stream("feed").next()).rejects.toMatchObject({ code: "closed" });
  });

  test("refuses an option that it does not know, and then closes nothing", async () => {
    const { system } = virtualSystem();
    const stage = noted(system, [], "a");
    await expect(system.close({ timeoutMs: 5 } as object)).rejects.toThrow(
      new TypeError("Unknown option `timeoutMs`: close() takes `reason`, `shutdownMs`, `signal`"),
    );
    expect(stage.isAlive).toBe(true);
    noted(system, [], "b");
  });

  test("is what the end of an `await using` block does", async () => {
    const log: unknown[] = [];
    {
      await using system = virtualSystem().system;
      noted(system, log, "a");
      system.start(actor(() => ignore as never));
    }
    expect(log).toEqual([["a", "shutdown"]]);
  });
});

describe("close, supervisors", () => {
  test("end their children themselves, and restart nobody", async () => {
    const { system, sentences } = virtualSystem();
    const log: unknown[] = [];
    const child = (id: string): { id: string; start: () => StageRef } => ({
      id,
      start: () => noted(system, log, id),
    });
    noted(system, log, "first");
    const outer = supervise(system, [
      child("one"),
      { id: "inner", start: () => supervise(system, [child("two")]) },
    ]);
    noted(system, log, "last");
    await system.close();
    expect(log.map((entry) => (entry as string[])[0])).toEqual(["last", "two", "one", "first"]);
    expect([outer.isAlive, outer.exitReason]).toEqual([false, "shutdown"]);
    expect(sentences).toEqual([]);
  });

  test("of consumers end the stages that they started", async () => {
    const { system, sentences } = virtualSystem();
    const log: unknown[] = [];
    const feed = system.start(fromIterable(["a", "b", "c", "d"]));
    const start = (name: string): StageRef => noted(system, log, name);
    system.start(consumerSupervisor(start), { subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    await system.close();
    expect(log).toEqual([
      ["a", "shutdown"],
      ["b", "shutdown"],
    ]);
    expect(sentences).toEqual([]);
  });

  test("are stopped by system.stop too, with their children", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const supervisor = supervise(system, [{ id: "a", start: () => noted(system, log, "a") }]);
    await system.stop(supervisor, { shutdown: "enough" });
    expect(supervisor.exitReason).toEqual({ shutdown: "enough" });
    expect(log).toEqual([["a", "shutdown"]]);
    await system.stop(supervisor);
  });
});

describe("a system's signal", () => {
  test("closes it when it is aborted, with its reason", async () => {
    const controller = new AbortController();
    const { system } = virtualSystem({ signal: controller.signal });
    const log: unknown[] = [];
    for (const name of ["a", "b"]) noted(system, log, name);
    controller.abort("enough");
    await system.idle();
    expect(log).toEqual([
      ["b", { shutdown: "enough" }],
      ["a", { shutdown: "enough" }],
    ]);
    expect(() => noted(system, log, "late")).toThrow(
      expect.objectContaining({ code: "closed", reason: "enough" }),
    );
  });

  test("that was aborted before starts nothing: start throws closed, with its reason", () => {
    const reason = new Error("early");
    const { system } = virtualSystem({ signal: AbortSignal.abort(reason) });
    expect(() => system.start(collector([]))).toThrow(
      expect.objectContaining({ name: "StageError", code: "closed", reason, cause: reason }),
    );
  });

  test("is heard only while a stage runs, so that it keeps no system alive", async () => {
    const { signal } = new AbortController();
    const listeners = (): number => getEventListeners(signal, "abort").length;
    const { system } = virtualSystem({ signal });
    expect(listeners()).toBe(0);
    const stages = [1, 2].map(() => system.start(collector([])));
    for (const stage of stages) {
      expect(listeners()).toBe(1);
      await system.stop(stage);
    }
    expect(listeners()).toBe(0);
    system.start(fromIterable([]));
    expect(listeners()).toBe(1);
    await system.close();
    expect(listeners()).toBe(0);
  });

  test("must be one", () => {
    expect(() => virtualSystem({ signal: "SIGINT" as unknown as AbortSignal })).toThrow(
      new TypeError("Expected `signal` to be an AbortSignal, got `SIGINT`"),
    );
  });
});
