import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  consumer,
  ignore,
  producer,
  producerConsumer,
  type SubscriptionRef,
} from "./definitions.ts";
import { System } from "./system.ts";
import { collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

const end = consumer(() => ({ handleEvents: () => {} }));

describe("start", () => {
  test("names stages by their kind and a number, or as told, unique in a system (O-8)", () => {
    const { system } = virtualSystem();
    system.start(end, { name: "consumer-2" });
    const names = [system.start(counter()), system.start(end), system.start(end)].map(
      ({ name }) => name,
    );
    expect(names).toEqual(["producer-1", "consumer-1", "consumer-3"]);
    expect(() => system.start(end, { name: "consumer-1" })).toThrow(
      'A stage with the name "consumer-1" is running',
    );
    expect(virtualSystem().system.start(end).name).toBe("consumer-1");
  });

  test("a name is free again once its stage has ended", async () => {
    const { system } = virtualSystem();
    const first = system.start(end, { name: "a" });
    expect(system.whereis("a")).toBe(first);
    await system.stop("a");
    expect(system.whereis("a")).toBeUndefined();
    const second = system.start(end, { name: "a" });
    expect([first.isAlive, second.isAlive, system.isAlive("a")]).toEqual([false, true, true]);
  });

  test("init runs before start returns, state begins afresh each time (I-6)", () => {
    const { system } = virtualSystem();
    const inits: string[] = [];
    const definition = consumer((stage) => {
      inits.push(stage.name);
      return { handleEvents: () => {} };
    });
    system.start(definition);
    system.start(definition);
    expect(inits).toEqual(["consumer-1", "consumer-2"]);
  });

  test("an init that throws is thrown to the caller, and its name is free", () => {
    const { system, sentences } = virtualSystem();
    const error = new Error("no database");
    const fails = consumer(() => {
      throw error;
    });
    expect(() => system.start(fails, { name: "a" })).toThrow(error);
    expect(system.whereis("a")).toBeUndefined();
    expect(sentences).toEqual([]);
  });

  test("an init that stops the stage is not_started; terminate does not run (I-6)", () => {
    const { system } = virtualSystem();
    const stops = consumer((stage) => {
      stage.stop("not today");
      return {
        handleEvents: () => {},
        terminate: () => {
          throw new Error("terminate ran");
        },
      };
    });
    expect(() => system.start(stops, { name: "a" })).toThrow(
      expect.objectContaining({
        code: "not_started",
        reason: "not today",
        message: 'Stage "a" did not start: not today',
      }),
    );
  });

  test("an init that answers ignore starts nothing, and that is no failure (I-6)", () => {
    const { system } = virtualSystem();
    const stage = system.start(
      consumer(() => ignore),
      { name: "a" },
    );
    expect([stage.isAlive, stage.exitReason, system.whereis("a")]).toEqual([
      false,
      "ignore",
      undefined,
    ]);
  });

  test.each<[unknown, string]>([
    [
      producer(() => ({}) as never),
      "Expected the callbacks of a producer to have a function `handleDemand`, got `{  }`",
    ],
    [
      consumer(() => ({ handleEvents: 5 }) as never),
      "Expected the callbacks of a consumer to have a function `handleEvents`, got `{ handleEvents }`",
    ],
    [
      producerConsumer(() => undefined as never),
      "Expected the init of a producer-consumer to return its callbacks, { handleEvents, … }, and not a promise, got `undefined`",
    ],
    [
      producer((async () => ({ handleDemand: () => {} })) as never),
      "Expected the init of a producer to return its callbacks, { handleDemand, … }, and not a promise, got `an instance of Promise`",
    ],
    [
      () => ({ handleDemand: () => {} }),
      "Expected `start` to be given what producer(), producerConsumer() or consumer() makes, got `function (anonymous)`",
    ],
    [
      undefined,
      "Expected `start` to be given what producer(), producerConsumer() or consumer() makes, got `undefined`",
    ],
  ])("refuses %o", (definition, message) => {
    const { system } = virtualSystem();
    expect(() => system.start(definition as never)).toThrow(new TypeError(message));
  });

  test("a dispatcher that cannot be made fails the start (I-7)", () => {
    const { system } = virtualSystem();
    const dispatcher = (): never => {
      throw new RangeError("no partitions");
    };
    expect(() => system.start(counter(), { dispatcher })).toThrow("no partitions");
  });

  test("two systems share nothing", async () => {
    const [one, two] = [virtualSystem().system, virtualSystem().system];
    const feed = one.start(counter(), { name: "feed" });
    expect(two.whereis("feed")).toBeUndefined();
    expect(() => two.start(end, { subscribeTo: [{ to: feed }] })).toThrow(
      'Expected `to` of the subscription to be a stage of the same system, got stage "feed" of another',
    );
    await one.advance(10);
    expect([one.now(), two.now()]).toEqual([10, 0]);
  });
});

describe("subscribeTo (I-8, I-9)", () => {
  test.each<[unknown, string]>([
    [
      { to: "feed", maxDemand: 0 },
      "Expected `maxDemand` of the subscription to be an integer from 1 up, got `0`",
    ],
    [
      { maxDemand: 10 },
      "Expected each entry of `subscribeTo` to be { to: producer, … }, got `{ maxDemand }`",
    ],
    ["feed", "Expected each entry of `subscribeTo` to be { to: producer, … }, got `feed`"],
    [
      { to: 5 },
      "Expected `to` of the subscription to be a stage that was started, or its name, got `5`",
    ],
    [
      { to: counter() },
      "Expected `to` of the subscription to be a stage that was started, or its name, got `{ kind, init }`",
    ],
  ])("a wrong entry throws, and nothing is started: %o", (entry, message) => {
    const { system } = virtualSystem();
    system.start(counter(), { name: "feed" });
    expect(() => system.start(end, { name: "end", subscribeTo: [entry as never] })).toThrow(
      message,
    );
    expect(system.whereis("end")).toBeUndefined();
  });

  test("entries are subscribed in the order of the list", () => {
    const { system } = virtualSystem();
    const names = ["x", "y", "z"];
    for (const name of names) system.start(counter(), { name, demand: "accumulate" });
    const stage = system.start(end, { subscribeTo: names.map((to) => ({ to })) });
    expect(system.inspect(stage).producers.map(({ producer: { name } }) => name)).toEqual(names);
  });

  test("a subscription that fails leaves none behind of those before it", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const feed = system.start(
      hand(() => ({ handleDemand: (n: number) => void demands.push(n) })).definition,
    );
    expect(() => system.start(end, { subscribeTo: [{ to: feed }, { to: "nobody" }] })).toThrow(
      'no stage "nobody" to subscribe to',
    );
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(feed.isAlive).toBe(true);
  });
});

describe("syncSubscribe, asyncSubscribe (S-29)", () => {
  test("subscribe a running consumer, at any time (S-30)", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { name: "feed", demand: "accumulate" });
    const stage = system.start(end, { name: "end" });
    const subscription = await system.syncSubscribe(stage, { to: feed, maxDemand: 7 });
    expect(subscription).toMatchObject({
      id: 1,
      producer: feed,
      consumer: stage,
      options: { maxDemand: 7 },
    });
    system.asyncSubscribe("end", { to: "feed" });
    await system.idle();
    expect(system.inspect(feed).consumers.map(({ id }) => id)).toEqual([1, 2]);
    expect(inspect(subscription)).toBe("Subscription 1 (end to feed)");
  });

  test("a wrong option is the caller's mistake, and the stage lives on (S-7)", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    const stage = system.start(end);
    const wrong = { to: feed, minDemand: 2000 };
    const message =
      "Expected `minDemand` of the subscription to be an integer from 0 to 999 (less than `maxDemand`), got `2000`";
    await expect(system.syncSubscribe(stage, wrong)).rejects.toThrow(message);
    expect(() => system.asyncSubscribe(stage, wrong)).toThrow(message);
    // Options come before the target (S-7).
    await expect(system.syncSubscribe(stage, { ...wrong, to: "nobody" })).rejects.toThrow(message);
    expect(stage.isAlive).toBe(true);
  });

  test("a producer cannot subscribe, and lives on", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(counter(), { name: "feed", demand: "accumulate" });
    const message =
      "Stage `feed` is a producer and cannot subscribe: only consumers and producer-consumers do";
    await expect(system.syncSubscribe("feed", { to: feed })).rejects.toMatchObject({
      code: "not_a_consumer",
      message,
    });
    system.asyncSubscribe("feed", { to: feed });
    await system.idle();
    expect(sentences).toEqual([message]);
    expect(feed.isAlive).toBe(true);
  });

  test("one that has ended is noproc, asked without waiting it is nothing", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const stage = system.start(end, { name: "a" });
    await system.stop(stage);
    await expect(system.syncSubscribe(stage, { to: feed })).rejects.toMatchObject({
      code: "noproc",
    });
    expect(() => system.asyncSubscribe("a", { to: feed })).not.toThrow();
  });
});

describe("inspect (R-22)", () => {
  test("says what a stage is, who its peers are, and what waits in it", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { name: "feed" });
    source.emit(1, 2);
    const stage = system.start(collector([]), {
      name: "end",
      subscribeTo: [{ to: "feed", maxDemand: 1 }],
    });
    const subscription = system.inspect(stage).producers[0] as SubscriptionRef;
    expect(system.inspect(feed)).toEqual({
      name: "feed",
      kind: "producer",
      isAlive: true,
      exitReason: undefined,
      mailboxSize: 2,
      producers: [],
      consumers: [],
      bufferedCount: 2,
    });
    await system.idle();
    expect(system.inspect(feed)).toMatchObject({
      mailboxSize: 0,
      consumers: [subscription],
      bufferedCount: 0,
    });
    await system.stop(feed, "enough");
    await system.idle();
    expect(system.inspect(stage)).toMatchObject({
      kind: "consumer",
      isAlive: false,
      exitReason: "enough",
      producers: [],
    });
    expect(() => system.inspect("feed")).toThrow('No stage "feed" is running');
  });

  test("stages print as one line", () => {
    const { system } = virtualSystem();
    expect(inspect(system.start(counter(), { name: "feed" }))).toBe('Stage "feed" (running)');
  });
});

describe("estimateBufferedCount (R-14)", () => {
  test("counts events in the buffer, of a consumer none", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    source.emit(1, 2, 3);
    system.asyncInfo(feed, "i");
    await expect(system.estimateBufferedCount(feed)).resolves.toBe(3);
    await expect(system.estimateBufferedCount(system.start(end))).resolves.toBe(0);
  });
});

describe("what is given as a stage", () => {
  test.each([5, undefined, {}, counter()])("%o is refused", (wrong) => {
    const { system } = virtualSystem();
    expect(() => system.send(wrong as never, "x")).toThrow(
      /^Expected a stage that was started, or its name, got /,
    );
  });
});

describe("the real clock", () => {
  test("runs a pipeline, sleeps and calls on the host's time", async () => {
    const sentences: string[] = [];
    const system = new System({ log: (sentence) => sentences.push(sentence) });
    const feed = system.start(counter());
    const got: number[] = [];
    const slow = consumer<number>((stage) => ({
      handleEvents: async (events) => {
        await stage.sleep(1);
        got.push(...events);
        if (got.length >= 6) stage.stop();
      },
      handleCall: () => "answer",
    }));
    const stage = system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }] });
    await expect(system.call(stage, "x")).resolves.toBe("answer");
    await system.idle();
    expect(got).toEqual([0, 1, 2, 3, 4, 5]);
    const before = system.now();
    await system.advance(2);
    expect(system.now() - before).toBeGreaterThanOrEqual(1);
    expect(sentences).toEqual([]);
  });

  test("by default sentences go to console.error", async () => {
    const { error } = console;
    const printed: unknown[] = [];
    console.error = (sentence: unknown) => void printed.push(sentence);
    try {
      const system = new System();
      system.send(system.start(end, { name: "a" }), "x");
      await system.idle();
    } finally {
      console.error = error;
    }
    expect(printed).toEqual(['Stage "a" was sent a message and has no `handleInfo`: `x`']);
  });
});
