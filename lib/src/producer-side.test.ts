import { describe, expect, test } from "vitest";
import { producer, type StageContext, type SubscriptionRef } from "./definitions.ts";
import { collector, counter, hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

describe("demand", () => {
  test("each ask is one call of handleDemand with what is new (R-1, R-2)", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const end = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    for (const demand of [3, 2, 4]) system.cast(end, demand);
    await system.idle();
    expect(source.demands).toEqual([3, 2, 4]);
  });

  test("what is owed may be emitted from any callback later, and is never asked for again (R-2)", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand((stage) => ({
      handleInfo: () => ["info"],
      handleCast: () => ["cast"],
      handleCall: () => {
        stage.emit(["call"]);
        return "answered";
      },
      handleCancel: () => ["cancel"],
    }));
    const feed = system.start(source.definition);
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    system.cast(end, 4);
    await system.idle();
    const other = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    system.send(feed, "x");
    system.cast(feed, "x");
    await expect(system.call(feed, "x")).resolves.toBe("answered");
    await system.stop(other);
    await system.idle();
    expect(got).toEqual(["info", "cast", "call", "cancel"]);
    expect(source.demands).toEqual([4]);
  });

  test("an async handleDemand keeps the producer busy, and its asks in order (O-2)", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const got: unknown[] = [];
    let next = 0;
    const slow = producer<number>((stage) => ({
      handleDemand: async (demand) => {
        log.push(`${stage.now()}: ${demand} asked`);
        await stage.sleep(10 * demand);
        return Array.from({ length: demand }, () => next++);
      },
      handleInfo: () => void log.push(`${stage.now()}: info`),
    }));
    const feed = system.start(slow);
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    system.cast(end, 3);
    system.cast(end, 2);
    await system.advance(1);
    system.send(feed, "x");
    await system.idle();
    expect(log).toEqual(["0: 3 asked", "30: 2 asked", "50: info"]);
    expect(got).toEqual([0, 1, 2, 3, 4]);
  });

  test("a handleDemand that emits and returns is heard for both, in order", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const both = producer<string>((stage) => ({
      handleDemand: () => {
        stage.emit(["emitted"]);
        return ["returned"];
      },
    }));
    const feed = system.start(both);
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    system.cast(end, 2);
    await system.idle();
    expect(got).toEqual(["emitted", "returned"]);
  });

  test("emit copies the list it is given", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const source = hand();
    const feed = system.start(source.definition);
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }] });
    await system.idle();
    let handle: StageContext | undefined;
    const list = [1, 2];
    const emits = producer<number>((stage) => {
      handle = stage;
      return { handleDemand: () => {} };
    });
    const other = system.start(emits);
    system.start(collector(batches), { subscribeTo: [{ to: other, maxDemand: 4, minDemand: 0 }] });
    await system.idle();
    handle?.emit(list);
    list.length = 0;
    await system.idle();
    expect(batches).toEqual([[1, 2]]);
  });
});

describe("accumulate (R-7, R-8)", () => {
  test("holds demand and events back, and plays each back on its own, in order", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    let stage: StageContext | undefined;
    const source = producer<string>((context) => {
      stage = context;
      return { handleDemand: (demand) => void log.push(demand) };
    });
    const feed = system.start(source, { demand: "accumulate" });
    const end = system.start(manual(log), { subscribeTo: [{ to: feed }] });
    system.cast(end, 2);
    system.cast(end, 2);
    await system.idle();
    stage?.emit(["a", "b"]);
    await system.idle();
    expect(log).toEqual([]);
    expect(await system.estimateBufferedCount(feed)).toBe(0);
    await expect(system.demand(feed)).resolves.toBe("accumulate");
    system.demand(feed, "forward");
    await system.idle();
    expect(log).toEqual([2, 2, "a", "b"]);
    await expect(system.demand(feed)).resolves.toBe("forward");
  });

  test("an async handleDemand is waited for between the items", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = producer<string>((stage) => ({
      handleDemand: async (demand) => {
        log.push(`${stage.now()}: ${demand}`);
        await stage.sleep(10);
        return ["x"];
      },
    }));
    const feed = system.start(source, { demand: "accumulate" });
    const end = system.start(manual(log), { subscribeTo: [{ to: feed }] });
    for (const demand of [1, 2, 3]) system.cast(end, demand);
    await system.idle();
    system.demand(feed, "forward");
    await system.idle();
    expect(log.filter((entry) => entry !== "x")).toEqual(["0: 1", "10: 2", "20: 3"]);
  });

  test("a handleDemand that stops the stage ends the playback (R-8)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const source = producer((stage) => ({
      handleDemand: (demand) => {
        demands.push(demand);
        stage.stop();
      },
    }));
    const feed = system.start(source, { demand: "accumulate" });
    const end = system.start(manual([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    for (const demand of [1, 2, 3]) system.cast(end, demand);
    await system.idle();
    system.demand(feed, "forward");
    await system.idle();
    expect(demands).toEqual([1]);
    expect(feed.exitReason).toBe("normal");
  });

  test("setting it again keeps what is held (R-8)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const feed = system.start(counter(demands), { demand: "accumulate" });
    const end = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    system.cast(end, 2);
    await system.idle();
    system.demand(feed, "accumulate");
    system.demand(feed, "forward");
    await system.idle();
    expect(demands).toEqual([2]);
  });

  test("an info message with an empty buffer does not wait for what is held (R-10)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand(() => ({ handleInfo: (message: unknown) => void log.push(message) }));
    const feed = system.start(source.definition, { demand: "accumulate" });
    const end = system.start(manual(log), { subscribeTo: [{ to: feed }] });
    system.cast(end, 5);
    await system.idle();
    source.emit("held");
    await system.syncInfo(feed, "info");
    await system.idle();
    expect(log).toEqual(["info"]);
    system.demand(feed, "forward");
    await system.idle();
    expect(log).toEqual(["info", "held"]);
  });

  test("a mode that does not exist is refused, of a stage without one told (R-9)", async () => {
    const { system, sentences } = virtualSystem();
    const end = system.start(manual([]), { name: "end" });
    expect(() => system.demand(end, "hold" as never)).toThrow(
      'Expected `demand` to be one of "forward", "accumulate", got `hold`',
    );
    system.demand(end, "accumulate");
    await system.idle();
    expect(sentences).toEqual(['Stage "end" is a consumer and has no demand mode to set']);
    await expect(system.demand(end)).resolves.toBe("forward");
  });
});

describe("complete", () => {
  test("ends the stage once what it emitted has been handed out (R-20)", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const finite = producer<number>((stage) => {
      stage.sendAfter(5, "go");
      return {
        handleDemand: () => {},
        handleInfo: () => {
          stage.emit([1, 2, 3]);
          stage.complete();
          stage.complete();
        },
      };
    });
    const feed = system.start(finite);
    await system.advance(5);
    expect(feed.isAlive).toBe(true);
    await system.advance(1000);
    expect(feed.isAlive).toBe(true);
    const end = system.start(collector(batches), {
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }],
    });
    await system.idle();
    expect(batches.flat()).toEqual([1, 2, 3]);
    expect([feed.exitReason, end.exitReason]).toEqual(["normal", "normal"]);
  });

  test("with nothing emitted it ends at once", async () => {
    const { system } = virtualSystem();
    const feed = system.start(
      producer((stage) => ({ handleDemand: () => {}, handleInfo: () => stage.complete() })),
    );
    system.send(feed, "x");
    await system.idle();
    expect(feed.exitReason).toBe("normal");
  });

  test("in the mode accumulate it waits for what is held", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const finite = producer<number>((stage) => ({
      handleDemand: () => {},
      handleInfo: () => {
        stage.emit([1, 2, 3]);
        stage.complete();
      },
    }));
    const feed = system.start(finite, { demand: "accumulate" });
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 5, minDemand: 0 }] });
    system.send(feed, "go");
    await system.idle();
    expect(feed.isAlive).toBe(true);
    system.demand(feed, "forward");
    await system.idle();
    expect(batches.flat()).toEqual([1, 2, 3]);
    expect(feed.exitReason).toBe("normal");
  });
});

describe("handleSubscribe of a producer (S-3)", () => {
  test.each<[unknown, string]>([
    [
      "manual",
      'Expected `handleSubscribe` to return "automatic" for a consumer: only the consumer\'s side may be "manual"',
    ],
    [
      "yes",
      'Expected `handleSubscribe` to return "automatic", "manual" or nothing, and not a promise, got `yes`',
    ],
    [
      Promise.resolve("automatic"),
      'Expected `handleSubscribe` to return "automatic", "manual" or nothing, and not a promise, got `an instance of Promise`',
    ],
  ])("that answers %o ends the producer", async (answer, message) => {
    const { system, sentences } = virtualSystem();
    const source = hand(() => ({ handleSubscribe: () => answer }));
    const feed = system.start(source.definition, { name: "feed" });
    system.start(collector([]), { name: "end", subscribeTo: [{ to: feed, cancel: "temporary" }] });
    await system.idle();
    expect(feed.exitReason).toEqual(new TypeError(message));
    expect(sentences[0]).toContain(
      `Stage "feed" crashed in \`handleSubscribe\`: TypeError: ${message}`,
    );
  });

  test("is told the consumer's role and all of its options, before any demand (S-2, S-4)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand(() => ({
      handleSubscribe: (role: string, options: object) => void log.push(role, options),
      handleDemand: (demand: number) => void log.push(demand),
    }));
    const feed = system.start(source.definition);
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 7, mine: "own" }] });
    await system.idle();
    expect(log).toEqual([
      "consumer",
      { maxDemand: 7, minDemand: 3, cancel: "permanent", mine: "own" },
      7,
    ]);
  });
});

describe("a consumer that leaves (S-18, S-23)", () => {
  test.each(["cancel", "stop", "kill"])(
    "by %s: the producer is told, and lives on",
    async (how) => {
      const { system } = virtualSystem();
      const heard: unknown[] = [];
      const source = hand(() => ({ handleCancel: (reason: unknown) => void heard.push(reason) }));
      const feed = system.start(source.definition);
      const end = system.start(collector([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
      const from = system.inspect(end).producers[0] as SubscriptionRef;
      await system.idle();
      if (how === "cancel") system.cancel(from, "enough");
      else await system.stop(end, how === "kill" ? "kill" : "enough");
      await system.idle();
      const kind = how === "cancel" ? "cancel" : "down";
      expect(heard).toEqual([{ kind, reason: how === "kill" ? "killed" : "enough" }]);
      expect(feed.isAlive).toBe(true);
      expect(system.inspect(feed).consumers).toEqual([]);
    },
  );

  test("what is emitted by handleCancel goes to those who are left", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand(() => ({ handleCancel: () => ["farewell"] }));
    const feed = system.start(source.definition);
    const leaves = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    const stays = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    system.cast(stays, 5);
    await system.idle();
    await system.stop(leaves);
    await system.idle();
    expect(got).toEqual(["farewell"]);
  });
});
