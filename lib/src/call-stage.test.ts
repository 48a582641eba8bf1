import { describe, expect, test } from "vitest";
import { type CallRef, consumer, noReply, producer, type StageContext } from "./definitions.ts";
import { collector, virtualSystem } from "./virtual-system.fixture.ts";

/** A stage that answers each request by what `answer` makes of it. */
function answering(
  answer: (request: unknown, from: CallRef, stage: StageContext) => unknown,
): ReturnType<typeof consumer<unknown>> {
  return consumer<unknown>((stage) => ({
    handleEvents: () => {},
    handleCall: (request, from) => answer(request, from, stage),
  }));
}

describe("call (O-7)", () => {
  test.each([
    ["a value", (request: unknown) => `${request}!`],
    ["a promise of it", (request: unknown) => Promise.resolve(`${request}!`)],
  ])("answers %s that handleCall returns", async (_what, answer) => {
    const { system } = virtualSystem();
    const stage = system.start(answering(answer), { name: "a" });
    await expect(system.call(stage, "hello")).resolves.toBe("hello!");
    await expect(system.call("a", "by name")).resolves.toBe("by name!");
  });

  test("undefined is an answer too", async () => {
    const { system } = virtualSystem();
    await expect(system.call(system.start(answering(() => {})), "x")).resolves.toBeUndefined();
  });

  test("calls are answered in the order made, each in its own turn", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      answering(async (ms, _from, handle) => {
        await handle.sleep(ms as number);
        return handle.now();
      }),
    );
    const answers = [30, 10, 20].map((ms) => system.call(stage, ms));
    await expect(Promise.all(answers)).resolves.toEqual([30, 40, 60]);
  });

  test("to a stage that has ended, or a name that nobody has, is rejected with noproc", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      answering(() => 1),
      { name: "a" },
    );
    await system.stop(stage);
    const noproc = { code: "noproc", message: 'No stage "a" is running', reason: "noproc" };
    await expect(system.call(stage, "x")).rejects.toMatchObject(noproc);
    await expect(system.call("a", "x")).rejects.toMatchObject(noproc);
  });

  test.each(["queued", "running", "noReply"])(
    "of a stage that ends before it answers (%s) is rejected with its reason",
    async (how) => {
      const { system } = virtualSystem();
      const stage = system.start(
        answering((request, _from, handle) =>
          request === "noReply" ? noReply : handle.sleep(1000),
        ),
        { name: "a" },
      );
      if (how === "queued") void system.call(stage, "first").catch(() => {});
      const answer = system.call(stage, how);
      const rejected = expect(answer).rejects.toMatchObject({
        code: "exit",
        message: 'Stage "a" failed: killed',
        reason: "killed",
      });
      await system.advance(10);
      await system.stop(stage, "kill");
      await rejected;
    },
  );
});

describe("call, timeout", () => {
  test("is rejected after 5000 ms unless told otherwise, and a late answer is dropped", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      answering((ms, _from, handle) => handle.sleep(ms as number).then(() => "late")),
      { name: "a" },
    );
    await expect(system.call(stage, 6000)).rejects.toMatchObject({
      code: "timeout",
      message: 'Stage "a" did not answer in 5000 ms',
    });
    expect(system.now()).toBe(5000);
    await system.idle();
    expect(system.now()).toBe(6000);
    await expect(system.call(stage, 20, { timeoutMs: 10 })).rejects.toMatchObject({
      code: "timeout",
    });
    await expect(system.call(stage, 1e7, { timeoutMs: Infinity })).resolves.toBe("late");
  });

  test("an answer in time leaves no timer behind", async () => {
    const { system } = virtualSystem();
    const stage = system.start(answering(() => "at once"));
    await system.call(stage, "x");
    await system.advance(10_000);
    expect(system.now()).toBe(10_000);
    expect(stage.isAlive).toBe(true);
  });

  test.each([-1, NaN, "5"])("of %o is refused", async (timeoutMs) => {
    const { system } = virtualSystem();
    const stage = system.start(answering(() => 1));
    await expect(system.call(stage, "x", { timeoutMs: timeoutMs as number })).rejects.toThrow(
      /^Expected `timeoutMs` to be a number of milliseconds from 0 up, got /,
    );
  });
});

describe("call, from a stage", () => {
  test("waits for another stage while virtual time goes on", async () => {
    const { system } = virtualSystem();
    const slow = system.start(
      answering((n, _from, stage) => stage.sleep(50).then(() => (n as number) * 2)),
    );
    const asks = system.start(answering((n, _from, stage) => stage.call(slow, n)));
    await expect(system.call(asks, 21)).resolves.toBe(42);
    expect(system.now()).toBe(50);
  });

  test("to itself is rejected at once with calling_self", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      answering((_request, _from, handle) => handle.call(handle.name, "x").catch((e) => e)),
      { name: "a" },
    );
    await expect(system.call(stage, "x")).resolves.toMatchObject({
      code: "calling_self",
      message: 'Stage "a" called itself and would wait for ever',
    });
    expect(system.now()).toBe(0);
  });

  test("that is not answered times out", async () => {
    const { system } = virtualSystem();
    const silent = system.start(
      answering(() => noReply),
      { name: "silent" },
    );
    const asks = system.start(
      answering((_request, _from, stage) =>
        stage.call(silent, "x", { timeoutMs: 30 }).catch((e) => e.code),
      ),
    );
    await expect(system.call(asks, "x")).resolves.toBe("timeout");
    expect(system.now()).toBe(30);
  });
});

describe("reply", () => {
  test("answers a call whose handleCall returned noReply, from any later callback", async () => {
    const { system } = virtualSystem();
    const waiting: CallRef[] = [];
    const stage = system.start(
      consumer((handle) => ({
        handleEvents: () => {},
        handleCall: (_request, from) => {
          waiting.push(from);
          return noReply;
        },
        handleInfo: (answer) => {
          for (const from of waiting) handle.reply(from, answer);
        },
      })),
    );
    const answers = [system.call(stage, 1), system.call(stage, 2)];
    await system.idle();
    expect(waiting.map(({ isAnswered }) => isAnswered)).toEqual([false, false]);
    system.send(stage, "both");
    await expect(Promise.all(answers)).resolves.toEqual(["both", "both"]);
    expect(waiting.map(({ isAnswered }) => isAnswered)).toEqual([true, true]);
  });

  test("only the first answer counts", async () => {
    const { system } = virtualSystem();
    const stage = system.start(
      answering((_request, from, handle) => {
        handle.reply(from, "early");
        return "returned";
      }),
    );
    await expect(system.call(stage, "x")).resolves.toBe("early");
  });

  test("what handleCall emits is dispatched before the answer is sent (R-4)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = producer<string>((stage) => ({
      handleDemand: () => {},
      handleCall: () => {
        stage.emit(["event"]);
        return "answer";
      },
    }));
    const feed = system.start(source, { name: "feed" });
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    const before = system.trace.entries.length;
    await system
      .call(feed, "x")
      .then((answer) => log.push(answer, system.trace.entries.length - before));
    expect(log[0]).toBe("answer");
    // The event was sent and handled, and asked for again, when the caller heard of the answer.
    const entries = system.trace.entries.slice(before, before + Number(log[1]));
    expect(entries[0]).toMatchObject({ type: "events", events: ["event"] });
    expect(entries.map(({ type }) => type)).toEqual([
      "events",
      "handle",
      "handle",
      "ask",
      "demand",
    ]);
  });
});
