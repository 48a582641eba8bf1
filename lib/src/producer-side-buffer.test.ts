import { describe, expect, test } from "vitest";
import { consumer, producer, type StageContext } from "./definitions.ts";
import type { DispatcherFactory } from "./dispatchers/dispatcher.ts";
import { collector, hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

describe("buffer", () => {
  test("gives buffered events first and asks for the rest, each a message of its own (R-15)", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const demands: number[] = [];
    let stage: StageContext | undefined;
    const source = producer<unknown>((context) => {
      stage = context;
      let next = 0;
      return {
        handleDemand: (demand) => {
          demands.push(demand);
          return demands.length > 1 ? [] : Array.from({ length: demand }, () => next++);
        },
      };
    });
    const feed = system.start(source);
    stage?.emit(["a", "b", "c", "d", "e"]);
    await expect(system.estimateBufferedCount(feed)).resolves.toBe(5);
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }] });
    await system.idle();
    expect(batches).toEqual([["a", "b", "c", "d"], ["e"], [0, 1, 2]]);
    expect(demands).toEqual([3, 4]);
  });

  test.each([
    ["last", ["d", "e", "f", "g", "h"]],
    ["first", ["a", "b", "c", "d", "e"]],
  ] as const)(
    "of 5 keeps the %s and tells once per emit what it dropped (R-12)",
    async (bufferKeep, kept) => {
      const { system, sentences } = virtualSystem();
      const got: unknown[] = [];
      const source = hand();
      const feed = system.start(source.definition, { name: "feed", bufferSize: 5, bufferKeep });
      source.emit(..."abcde");
      source.emit(..."fgh");
      expect(sentences).toEqual(['Stage "feed" discarded 3 events: the buffer is full']);
      const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
      system.cast(end, 9);
      await system.idle();
      expect(got).toEqual(kept);
      expect(source.demands).toEqual([4]);
    },
  );

  test("formatDiscarded is told how many, once per emit, and can keep it out of the log (R-13)", () => {
    const { system, sentences } = virtualSystem();
    const counts: number[] = [];
    const source = hand(() => ({
      formatDiscarded: (count: number) => {
        counts.push(count);
        return count > 1;
      },
    }));
    system.start(source.definition, { name: "feed", bufferSize: 1 });
    source.emit(1, 2);
    source.emit(3, 4, 5);
    source.emit(6);
    expect(counts).toEqual([1, 3, 1]);
    expect(sentences).toEqual(['Stage "feed" discarded 3 events: the buffer is full']);
    const dropped = system.trace.entries.filter(({ type }) => type === "discarded");
    expect(dropped).toHaveLength(3);
  });

  test("is not overtaken where a dispatcher's room grows by itself", async () => {
    const { system } = virtualSystem();
    const sent: unknown[] = [];
    const gate = { room: 0 };
    const gated: DispatcherFactory = () => ({
      subscribe: () => 0,
      cancel: () => 0,
      ask: () => 0,
      dispatch: (events) => {
        const taken = events.splice(0, gate.room);
        gate.room -= taken.length;
        sent.push(...taken);
        return events;
      },
      info: () => {},
      room: () => gate.room,
    });
    const source = hand();
    const feed = system.start(source.definition, { dispatcher: gated });
    source.emit("first");
    gate.room = 1;
    source.emit("second");
    expect(sent).toEqual(["first"]);
    expect(system.inspect(feed).bufferedCount).toBe(1);
    gate.room = 1;
    const end = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    system.cast(end, 1);
    await system.idle();
    expect(sent).toEqual(["first", "second"]);
  });

  test("of size 0 drops what nobody asked for (I-5)", async () => {
    const { system, sentences } = virtualSystem();
    const got: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition, { name: "feed", bufferSize: 0 });
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    system.cast(end, 2);
    await system.idle();
    source.emit(1, 2, 3);
    await system.idle();
    expect(got).toEqual([1, 2]);
    expect(sentences).toEqual(['Stage "feed" discarded 1 event: the buffer is full']);
  });
});

describe("info messages in order with the events", () => {
  test("[1 2 3] i1 [4] i2, a consumer at 2/0: 1 2, then 3, i1, 4, i2 (R-17)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand(() => ({ handleInfo: (message: unknown) => void log.push(message) }));
    const feed = system.start(source.definition);
    source.emit(1, 2, 3);
    await system.syncInfo(feed, "i1");
    source.emit(4);
    system.asyncInfo(feed, "i2");
    await system.idle();
    system.start(
      consumer<unknown>(() => ({ handleEvents: (events) => void log.push(events) })),
      { subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }] },
    );
    await system.idle();
    // Infos re-enter the stage's mailbox, so what was in the consumer's comes first or between.
    expect(log.flat()).toEqual(expect.arrayContaining([1, 2, 3, "i1", 4, "i2"]));
    const sent = system.trace.entries.flatMap((entry) =>
      entry.type === "events" ? [entry.events] : [],
    );
    expect(sent).toEqual([[1, 2], [3], [4]]);
    expect(log.indexOf("i1")).toBeLessThan(log.indexOf("i2"));
  });

  test("with an empty buffer it is handed on at once, on a consumer too (R-16)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const note = (): object => ({ handleInfo: (message: unknown) => void log.push(message) });
    const feed = system.start(hand(note).definition);
    const end = system.start(collector([], note));
    system.asyncInfo(feed, "feed");
    await system.syncInfo(end, "end");
    await system.idle();
    expect(log).toEqual(["feed", "end"]);
  });

  test("one whose event is dropped fires then (R-18)", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand(() => ({ handleInfo: (message: unknown) => void log.push(message) }));
    const feed = system.start(source.definition, { bufferSize: 2 });
    source.emit(1, 2);
    await system.syncInfo(feed, "behind 2");
    source.emit(3, 4);
    await system.idle();
    expect(log).toEqual(["behind 2"]);
  });

  test("the last events and an info to oneself: all are handed out before it is handled (R-20)", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const events = [1, 2, 3, 4, 5];
    const finite = producer<number>((stage) => ({
      handleDemand: () => {
        stage.asyncInfo("done");
        return events.splice(0);
      },
      handleInfo: () => stage.stop(),
    }));
    const feed = system.start(finite);
    const end = system.start(collector(batches), {
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }],
    });
    await system.idle();
    expect(batches.flat()).toEqual([1, 2, 3, 4, 5]);
    expect([feed.exitReason, end.exitReason]).toEqual(["normal", "normal"]);
  });
});
