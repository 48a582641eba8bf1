import { describe, expect, test } from "vitest";
import {
  consumer,
  producer,
  producerConsumer,
  type StageContext,
  type StageRef,
} from "./definitions.ts";
import { actor, collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

function boom(): never {
  throw new Error("boom");
}

describe("a callback that fails ends its own stage only, by its error (O-12)", () => {
  const failing: Record<string, (stage: StageContext) => object> = {
    "handleInfo throws": () => ({ handleInfo: boom }),
    "handleInfo rejects": () => ({ handleInfo: async () => boom() }),
    "handleInfo rejects later": (stage) => ({ handleInfo: () => stage.sleep(5).then(boom) }),
    "handleCast throws": () => ({ handleInfo: () => [], handleCast: boom }),
    "handleCall throws": () => ({ handleCall: boom }),
    "handleCall rejects": () => ({ handleCall: async () => boom() }),
  };

  test.each(Object.entries(failing))("%s", async (name, callbacks) => {
    const { system, sentences } = virtualSystem();
    const reasons: unknown[] = [];
    const stage = system.start(
      actor((handle) => ({
        ...callbacks(handle),
        terminate: (reason) => void reasons.push(reason),
      })),
      { name: "a" },
    );
    const other = system.start(
      actor(() => ({})),
      { name: "other" },
    );
    if (name.startsWith("handleInfo")) system.send(stage, "x");
    else if (name.startsWith("handleCast")) system.cast(stage, "x");
    else {
      await expect(system.call(stage, "x")).rejects.toMatchObject({
        code: "exit",
        message: 'Stage "a" failed: Error: boom',
      });
    }
    await system.idle();
    expect(stage.exitReason).toEqual(new Error("boom"));
    expect(reasons).toEqual([stage.exitReason]);
    expect(other.isAlive).toBe(true);
    const callback = name.split(" ")[0];
    expect(sentences).toHaveLength(1);
    expect(sentences[0]?.split("\n")[0]).toBe(`Stage "a" crashed in \`${callback}\`: Error: boom`);
  });

  test.each(["throws", "rejects"])(
    "handleEvents %s: the rest of the message is lost and not asked for (S-14)",
    async (how) => {
      const { system } = virtualSystem();
      const batches: unknown[][] = [];
      const source = hand();
      const feed = system.start(source.definition);
      const end = consumer((stage) => ({
        handleEvents: (events: unknown[]) => {
          batches.push(events);
          if (batches.length < 2) return undefined;
          return how === "throws" ? boom() : stage.sleep(1).then(boom);
        },
      }));
      const started = system.start(end, {
        subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 4 }],
      });
      await system.idle();
      source.emit(1, 2, 3, 4, 5, 6);
      await system.idle();
      expect(batches).toEqual([
        [1, 2],
        [3, 4],
      ]);
      expect(source.demands).toEqual([6, 2]);
      expect(started.isAlive).toBe(false);
      expect(feed.isAlive).toBe(true);
    },
  );

  test("handleDemand that fails takes its permanent consumers with it, and leaves the temporary", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(
      producer(() => ({ handleDemand: boom })),
      { name: "feed" },
    );
    const subscribed = (cancel: "permanent" | "temporary"): StageRef =>
      system.start(collector([]), { name: cancel, subscribeTo: [{ to: feed, cancel }] });
    const stages = [subscribed("permanent"), subscribed("temporary")];
    await system.idle();
    expect(stages.map(({ isAlive }) => isAlive)).toEqual([false, true]);
    expect(sentences.map((sentence) => sentence.split("\n")[0])).toEqual([
      'Stage "feed" crashed in `handleDemand`: Error: boom',
      'Stage "permanent" ends too, for its subscription to "feed" is permanent: Error: boom',
    ]);
  });

  test("terminate that throws is told, and its error is the reason", async () => {
    const { system, sentences } = virtualSystem();
    const stage = system.start(
      actor(() => ({ terminate: boom })),
      { name: "a" },
    );
    await system.stop(stage);
    expect(stage.exitReason).toEqual(new Error("boom"));
    expect(sentences[0]).toContain('Stage "a" crashed in `terminate`: Error: boom');
  });

  test("handleSubscribe of a consumer that throws ends it, also where a caller waits", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = system.start(
      actor(() => ({ handleSubscribe: boom })),
      { name: "a" },
    );
    await expect(system.syncSubscribe(end, { to: feed })).rejects.toThrow("boom");
    await system.idle();
    expect(end.exitReason).toEqual(new Error("boom"));
    expect(sentences[0]).toContain('Stage "a" crashed in `handleSubscribe`: Error: boom');
    expect(feed.isAlive).toBe(true);
  });
});

describe("a callback that returns a wrong shape", () => {
  test.each([
    ["handleDemand", 5, "Expected `handleDemand` to return a list of events or nothing, got `5`"],
    [
      "handleDemand",
      { events: [] },
      "Expected `handleDemand` to return a list of events or nothing, got `{ events }`",
    ],
    ["handleInfo", "x", "Expected `handleInfo` to return a list of events or nothing, got `x`"],
    ["handleCast", true, "Expected `handleCast` to return a list of events or nothing, got `true`"],
  ])("%s of a producer: %j (R-4)", async (callback, value, message) => {
    const { system } = virtualSystem();
    for (const answer of [value, Promise.resolve(value)]) {
      const feed = system.start(hand(() => ({ [callback]: () => answer })).definition);
      system.start(collector([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
      system.send(feed, "x");
      system.cast(feed, "x");
      await system.idle();
      const expected = callback === "handleDemand" ? new TypeError(message) : expect.any(TypeError);
      expect(feed.exitReason).toEqual(expected);
    }
  });

  test("handleEvents of a producer-consumer", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    const wrong = producerConsumer(() => ({ handleEvents: (() => "x") as never }));
    const middle = system.start(wrong, { subscribeTo: [{ to: feed, maxDemand: 2 }] });
    system.start(collector([]), { subscribeTo: [{ to: middle, cancel: "temporary" }] });
    await system.idle();
    expect(middle.exitReason).toEqual(
      new TypeError("Expected `handleEvents` to return a list of events or nothing, got `x`"),
    );
  });

  test("events that a consumer returns go nowhere, are told, and end nobody (R-5)", async () => {
    const { system, sentences } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const end = consumer<unknown>(() => ({
      handleEvents: (events) => events,
      handleInfo: (() => [1]) as never,
      handleCast: (() => []) as never,
    }));
    const started = system.start(end, { name: "end", subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    source.emit("a");
    system.send(started, "x");
    system.cast(started, "x");
    await system.idle();
    expect(started.isAlive).toBe(true);
    expect(new Set(sentences)).toEqual(
      new Set([
        'Stage "end" is a consumer, but its `handleInfo` returned 1 event: they go nowhere',
        'Stage "end" is a consumer, but its `handleEvents` returned 1 event: they go nowhere',
      ]),
    );
  });

  test("emit that is given no list throws where it is called", async () => {
    const { system } = virtualSystem();
    const feed = system.start(
      hand((stage) => ({ handleInfo: () => stage.emit("x" as never) })).definition,
    );
    system.send(feed, "x");
    await system.idle();
    expect(feed.exitReason).toEqual(
      new TypeError("Expected `emit` to be given a list of events, got `x`"),
    );
  });
});

describe("messages nobody handles (I-2)", () => {
  test("a send without handleInfo is told, and the stage goes on", async () => {
    const { system, sentences } = virtualSystem();
    const stage = system.start(
      actor(() => ({})),
      { name: "a" },
    );
    system.send(stage, { type: "hello" });
    await system.idle();
    expect(stage.isAlive).toBe(true);
    expect(sentences).toEqual(['Stage "a" was sent a message and has no `handleInfo`: `{ type }`']);
  });

  test.each([
    ["cast", 'Stage "a" was cast `x` and has no `handleCast`'],
    ["call", 'Stage "a" was called with `x` and has no `handleCall`'],
  ])("a %s without its callback ends the stage", async (how, message) => {
    const { system } = virtualSystem();
    const stage = system.start(
      actor(() => ({})),
      { name: "a" },
    );
    if (how === "cast") system.cast(stage, "x");
    else await expect(system.call(stage, "x")).rejects.toThrow(message);
    await system.idle();
    expect(stage.exitReason).toEqual(new TypeError(message));
  });

  test("messages to a stage that has ended go nowhere (O-7)", async () => {
    const { system, sentences } = virtualSystem();
    const stage = system.start(
      actor(() => ({})),
      { name: "a" },
    );
    await system.stop(stage);
    system.send(stage, "x");
    system.cast("a", "x");
    system.asyncInfo(stage, "x");
    await system.idle();
    expect(sentences).toEqual([]);
  });
});
