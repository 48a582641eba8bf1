import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { abortable, type AbortSignalLike, type WaitOptions } from "./abort.ts";
import {
  type CallRef,
  consumer,
  noReply,
  type StageContext,
  type StageRef,
} from "./definitions.ts";
import type { Process } from "./process.ts";
import type { System } from "./system.ts";
import { hostTurns } from "./streams/outside.fixture.ts";
import { actor, collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

describe("abortable", () => {
  test.each(["resolve", "reject"])(
    "settles as it is told to %s, and lets the signal go",
    async (how) => {
      const { signal } = new AbortController();
      const promise = abortable<string>(signal, (resolve, reject) => {
        if (how === "resolve") resolve("value");
        else reject("value");
        return () => expect.unreachable();
      });
      await (how === "resolve" ? expect(promise).resolves : expect(promise).rejects).toBe("value");
      expect(listenersOf(signal)).toBe(0);
    },
  );

  test("is given up, once, and rejected with the signal's reason", async () => {
    const controller = new AbortController();
    const log: string[] = [];
    const promise = abortable(controller.signal, () => () => void log.push("given up"));
    expect(listenersOf(controller.signal)).toBe(1);
    controller.abort("enough");
    await expect(promise).rejects.toBe("enough");
    expect(log).toEqual(["given up"]);
    expect(listenersOf(controller.signal)).toBe(0);
  });

  test("does not even begin with a signal that was aborted before", async () => {
    const promise = abortable(AbortSignal.abort("early"), () => expect.unreachable());
    await expect(promise).rejects.toBe("early");
  });

  test("refuses what is no signal", async () => {
    const wrong = new AbortController() as unknown as AbortSignalLike;
    await expect(abortable(wrong, () => () => {})).rejects.toThrow(
      new TypeError("Expected `signal` to be an AbortSignal, got `an instance of AbortController`"),
    );
  });
});

/** Starts a stage whose handlers take 100 ms each, and has it begin one. */
function busy(system: System): StageContext {
  let handle: StageContext | undefined;
  const stage = system.start(
    actor((self) => {
      handle = self;
      return {
        handleInfo: () => self.sleep(100),
        handleCall: () => self.sleep(100).then(() => "answer"),
      };
    }),
    { name: "busy" },
  );
  system.send(stage, "begin");
  return handle as StageContext;
}

describe("a signal ends", () => {
  const waits: Record<
    string,
    (system: System, wait: WaitOptions, stage: StageContext) => Promise<unknown>
  > = {
    "system.call": (system, wait) => system.call("busy", "x", wait),
    "stage.call": (system, wait, stage) => {
      const asks = system.start(
        actor((self) => ({ handleCall: () => self.call(stage.name, "x", wait) })),
      );
      return system.call(asks, "x", { timeoutMs: Infinity }).catch((error: Error) => {
        // The handler that awaits it is told the reason, and fails by it.
        expect(error).toMatchObject({ code: "exit", reason: "enough" });
        throw (error as Error & { reason: unknown }).reason;
      });
    },
    "stage.sleep": (_system, wait, stage) => stage.sleep(50, wait),
    "system.idle": (system, wait) => system.idle(wait),
    "system.advance": (system, wait) => system.advance(500, wait),
    "system.stop": (system, wait) => system.stop("busy", "normal", wait),
    "system.close": (system, wait) => system.close(wait),
    "system.syncInfo": (system, wait) => system.syncInfo("busy", "x", wait),
    "system.estimateBufferedCount": (system, wait) => system.estimateBufferedCount("busy", wait),
    "system.syncSubscribe": (system, wait) =>
      system.syncSubscribe("busy", { to: system.start(hand().definition) }, wait),
    "system.syncResubscribe": async (system, wait) => {
      const to = system.start(hand().definition);
      const old = await system.syncSubscribe(system.start(collector([])), { to });
      return await system.syncResubscribe("busy", old, "normal", { to }, wait);
    },
  };
  const names = Object.keys(waits);

  test.each(names)("%s, by its reason, and is let go", async (name) => {
    const { system } = virtualSystem();
    const stage = busy(system);
    const controller = new AbortController();
    const ended = waits[name]?.(system, { signal: controller.signal }, stage);
    const told = expect(ended).rejects.toBe("enough");
    for (let i = 0; i < 9; i++) await Promise.resolve();
    expect(listenersOf(controller.signal)).toBe(1);
    controller.abort("enough");
    await told;
    expect(listenersOf(controller.signal)).toBe(0);
    expect(system.now()).toBe(0);
  });

  test.each(names)("%s before it begins, where it was aborted before", async (name) => {
    const { system } = virtualSystem();
    const stage = busy(system);
    const ended = waits[name]?.(system, { signal: AbortSignal.abort("enough") }, stage);
    await expect(ended).rejects.toBe("enough");
    expect(system.now()).toBe(0);
  });

  test.each(names.filter((name) => name !== "stage.sleep"))(
    "%s no more once it has what it waited for",
    async (name) => {
      const { system } = virtualSystem();
      const stage = busy(system);
      const { signal } = new AbortController();
      await waits[name]?.(system, { signal }, stage);
      expect(listenersOf(signal)).toBe(0);
    },
  );
});

/** Whom a stage owes an answer, kept up to date. */
function owedBy(stage: StageRef): Set<unknown> {
  const process = stage as unknown as Process;
  const owed = new Set<unknown>();
  const { owe, answered } = process;
  process.owe = (reply) => {
    owed.add(reply);
    owe.call(process, reply);
  };
  process.answered = (reply) => {
    owed.delete(reply);
    answered.call(process, reply);
  };
  return owed;
}

describe("what is aborted", () => {
  test("a call whose turn has not come is withdrawn, and nobody is owed an answer", async () => {
    const { system } = virtualSystem();
    const requests: unknown[] = [];
    const owed: CallRef[] = [];
    const stage = system.start(
      consumer((self) => ({
        handleEvents: () => {},
        handleInfo: () => self.sleep(10),
        handleCall: (request, from) => {
          requests.push(request);
          owed.push(from);
          return noReply;
        },
      })),
    );
    const replies = owedBy(stage);
    system.send(stage, "busy");
    const controller = new AbortController();
    const call = system.call(stage, "withdrawn", { signal: controller.signal });
    await Promise.resolve();
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    await expect(system.call(stage, "late", { timeoutMs: 5 })).rejects.toMatchObject({
      code: "timeout",
    });
    await system.idle();
    expect(requests).toEqual(["late"]);
    const begun = new AbortController();
    const answer = system.call(stage, "begun", { signal: begun.signal });
    await system.idle();
    begun.abort("enough");
    await expect(answer).rejects.toBe("enough");
    expect(requests).toEqual(["late", "begun"]);
    expect(owed.map(({ isAnswered }) => isAnswered)).toEqual([false, false]);
    expect(replies.size).toBe(0);
  });

  test("a subscription whose turn has not come is not made", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    busy(system);
    const controller = new AbortController();
    const subscribed = system.syncSubscribe("busy", { to: feed }, { signal: controller.signal });
    controller.abort("enough");
    await expect(subscribed).rejects.toBe("enough");
    await system.idle();
    expect(system.inspect("busy").producers).toEqual([]);
  });

  test("an advance stops where time is, and the next begins there", async () => {
    const { system } = virtualSystem();
    const controller = new AbortController();
    const log: number[] = [];
    const tick = hand((stage) => {
      stage.sendAfter(10, "tick");
      return {
        handleInfo: () => {
          log.push(stage.now());
          stage.sendAfter(10, "tick");
          if (log.length === 3) controller.abort("enough");
        },
      };
    });
    system.start(tick.definition);
    await expect(system.advance(1000, { signal: controller.signal })).rejects.toBe("enough");
    await hostTurns();
    expect(log).toEqual([10, 20, 30]);
    await system.advance(10);
    expect([system.now(), log.length]).toEqual([40, 4]);
  });

  test("an advance that waits for another is left out", async () => {
    const { system } = virtualSystem();
    const controller = new AbortController();
    const advances = [10, 100, 1000].map((ms) =>
      system.advance(ms, ms === 100 ? { signal: controller.signal } : {}),
    );
    controller.abort("enough");
    await expect(advances[1]).rejects.toBe("enough");
    await Promise.all([advances[0], advances[2]]);
    expect(system.now()).toBe(1010);
  });

  test("an idle is forgotten: on a clock that is advanced by hand, time stands again", async () => {
    const { system } = virtualSystem();
    await system.advance(1);
    busy(system);
    const controller = new AbortController();
    const idle = system.idle({ signal: controller.signal });
    controller.abort("enough");
    await expect(idle).rejects.toBe("enough");
    await hostTurns();
    expect(system.now()).toBe(1);
  });

  test("a sleep ends its handler by the signal's reason", async () => {
    const { system } = virtualSystem();
    const controller = new AbortController();
    const stage = system.start(
      actor((self) => ({ handleInfo: () => self.sleep(1000, { signal: controller.signal }) })),
    );
    system.send(stage, "x");
    await Promise.resolve();
    controller.abort("enough");
    await system.idle();
    expect([stage.exitReason, system.now()]).toEqual(["enough", 0]);
  });

  test("a sleep is none any more: time stands for what its handler does then, and it can sleep again", async () => {
    const { system } = virtualSystem();
    const controller = new AbortController();
    let settle = (): void => {};
    const stage = system.start(
      actor((self) => ({
        handleInfo: async () => {
          await self.sleep(1000, { signal: controller.signal }).catch(() => {});
          await new Promise<void>((resolve) => (settle = resolve));
          await self.sleep(5000);
        },
      })),
    );
    const slow = system.start(actor((self) => ({ handleInfo: () => self.sleep(10) })));
    for (const one of [stage, slow]) system.send(one, "x");
    await Promise.resolve();
    controller.abort("enough");
    const idle = system.idle();
    await hostTurns();
    expect(system.now()).toBe(0);
    settle();
    await idle;
    expect(system.now()).toBe(5000);
  });
});
