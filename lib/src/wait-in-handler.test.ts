import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import {
  type CallRef,
  noReply,
  producer,
  type StageContext,
  type StageRef,
} from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import type { System } from "./system.ts";
import { actor, virtualSystem } from "./virtual-system.fixture.ts";

/* Virtual time moves while a handler waits for a stage, whatever it had awaited before. */

/** Starts a stage that is busy for 50 ms with whatever it is sent or called. */
function slow(system: System): StageRef {
  const busy = (stage: StageContext) => () => stage.sleep(50).then(() => "answer");
  return system.start(
    actor((stage) => ({ handleCall: busy(stage), handleInfo: () => stage.sleep(50) })),
    { name: "slow" },
  );
}

/** Runs an errand inside a handler; answers what it comes to, or how it fails. */
function errand(
  system: System,
  run: (stage: StageContext) => Promise<unknown>,
  name = "errand",
): Promise<unknown> {
  const stage = system.start(
    actor((self) => ({ handleCall: () => run(self).catch((error: unknown) => error) })),
    { name },
  );
  return system.call(stage, "run", { timeoutMs: Infinity });
}

const waits: Record<string, (system: System) => Promise<unknown>> = {
  "system.call": (system) => system.call("slow", "x"),
  "system.syncInfo": (system) => system.syncInfo("slow", "x"),
  "system.stop": (system) => system.stop("slow"),
  "system.syncSubscribe": (system) =>
    system.syncSubscribe("slow", { to: system.start(fromIterable([])), cancel: "temporary" }),
  "a stream": (system) => {
    const late = producer<string>((stage) => ({
      handleDemand: () => stage.sleep(50).then(() => ["x"]),
    }));
    return system.stream(system.start(late)).next();
  },
};

describe("a handler that waits for a stage", () => {
  test.each(Object.entries(waits))("by %s, behind a sleep, and once more", async (_name, wait) => {
    const { system } = virtualSystem();
    slow(system);
    const answer = errand(system, async (stage) => {
      await stage.sleep(5);
      system.send("slow", "x");
      await wait(system);
      await stage.sleep(5);
      return stage.now();
    });
    const expected = _name === "system.call" ? 110 : 60;
    await expect(answer).resolves.toBe(expected);
  });

  test("behind every other wait, and in a function of its own", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    const twice = async (self: StageContext): Promise<void> => {
      await self.call(stage, "x");
      await Promise.all([system.call(stage, "x"), self.sleep(7)]);
    };
    const answer = errand(system, async (self) => {
      await twice(self);
      await system.call(stage, "x");
      await system.call(stage, "x", { timeoutMs: 20 }).catch(() => {});
      await system.call(stage, "x");
      return self.now();
    });
    await expect(answer).resolves.toBe(250);
  });

  test("as the child of a consumer supervisor", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    const log: unknown[] = [];
    const feed = system.start(fromIterable([1, 2]));
    const work = consumerSupervisor(async (n: number, child) => {
      await child.sleep(n);
      log.push(await system.call(stage, n), child.now());
    });
    system.start(work, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    await system.idle();
    expect(log).toEqual(["answer", 51, "answer", 101]);
  });

  test("moves no time for another, who was answered in the same turn and is busy outside", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    const callers: CallRef[] = [];
    const quick = system.start(
      actor((self) => ({
        handleCall: (_request, from) => {
          callers.push(from);
          if (callers.length === 2) for (const caller of callers) self.reply(caller, "both");
          return noReply;
        },
      })),
    );
    let settle = (): void => {};
    const outside = errand(system, async (self) => {
      await self.sleep(5);
      await system.call(quick, "x");
      await new Promise<void>((resolve) => (settle = resolve));
      return self.now();
    });
    const inside = errand(
      system,
      async (self) => {
        await self.sleep(5);
        await system.call(quick, "x");
        await system.call(stage, "x");
        return self.now();
      },
      "inside",
    );
    for (let i = 0; i < 9; i++) await new Promise<void>((resolve) => setImmediate(resolve));
    expect(system.now()).toBe(5);
    settle();
    await expect(Promise.all([outside, inside])).resolves.toEqual([5, 55]);
  });
});

describe("a handler that the loop has lost sight of", () => {
  test("is told that time stands still for it, and what to write instead", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    const answer = errand(system, async () => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      return await system.call(stage, "x");
    });
    await expect(answer).resolves.toMatchObject({
      code: "stalled",
      message:
        'Virtual time stands still, for "errand" is at work, and not on anything that the clock knows of. If it waits for a stage: in a handler do so by `stage.call(…)`, not by `system.call(…)`',
    });
  });

  test("written so, it works", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    const answer = errand(system, async (self) => {
      await new Promise<void>((resolve) => setImmediate(resolve));
      return await self.call(stage, "x");
    });
    await expect(answer).resolves.toBe("answer");
  });

  test("and others, who wait while somebody is busy outside, are told nothing", async () => {
    const { system } = virtualSystem();
    const stage = slow(system);
    let settle = (): void => {};
    const before = system.call(stage, "x");
    const outside = errand(system, () => new Promise<void>((resolve) => (settle = resolve)));
    const feed = producer<string>((self) => ({
      handleDemand: () => self.sleep(50).then(() => ["x"]),
    }));
    const next = system.stream(system.start(feed)).next();
    await new Promise((resolve) => setTimeout(resolve, 600));
    settle();
    await expect(Promise.all([before, outside, next])).resolves.toMatchObject([
      "answer",
      undefined,
      { value: "x" },
    ]);
  });
});
