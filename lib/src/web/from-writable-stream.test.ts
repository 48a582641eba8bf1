import { describe, expect, test } from "vitest";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import { collector, manual, virtualSystem } from "../virtual-system.fixture.ts";
import { fromWritableStream } from "./from-writable-stream.ts";

async function taken<T>(events: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe("fromWritableStream", () => {
  test("a write is over when demand has taken it", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritableStream<string>();
    const writer = writable.getWriter();
    const log: unknown[] = [];
    for (const word of ["a", "b"]) void writer.write(word).then(() => log.push(`${word} is taken`));
    await hostTurns();
    const end = system.start(manual(log), { subscribeTo: [{ to: system.start(producer) }] });
    await hostTurns();
    expect([log, writer.desiredSize]).toEqual([[], -1]);
    system.cast(end, 1);
    await hostTurns();
    expect(log).toEqual(["a", "a is taken"]);
    system.cast(end, 2);
    await hostTurns();
    expect(log.slice(2)).toEqual(["b", "b is taken"]);
    await writer.write("c");
    expect(log.at(-1)).not.toBe("c is taken");
    await writer.close();
    await system.idle();
    expect(end.exitReason).toBe("normal");
  });

  test("a slow stage holds the writer back", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const numbers = source[Symbol.iterator]();
    const cancelled: unknown[] = [];
    const stream = new ReadableStream<number>(
      {
        pull: (controller) => controller.enqueue(numbers.next().value),
        cancel: (reason) => void cancelled.push(reason),
      },
      { highWaterMark: 0 },
    );
    const { writable, producer } = fromWritableStream<number>({ highWaterMark: 3 });
    const got: unknown[] = [];
    const feed = system.start(producer);
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    const done = stream.pipeTo(writable).catch((error: unknown) => error);
    for (let asked = 0; asked < 12; asked += 4) {
      await hostTurns();
      expect(got).toHaveLength(asked);
      expect(source.taken).toBe(asked + 3);
      system.cast(end, 4);
    }
    await hostTurns();
    await system.stop(feed, { shutdown: "enough" });
    expect(await done).toMatchObject({ code: "exit", reason: { shutdown: "enough" } });
    expect(cancelled).toMatchObject([{ code: "exit" }]);
  });
});

describe("fromWritableStream, the end of one or the other", () => {
  test("a stream that closes before the stage is started ends it all the same", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritableStream<string>();
    await writable.close();
    await expect(taken(system.stream(system.start(producer)))).resolves.toEqual([]);
  });

  test("one that is aborted fails the stage by that reason", async () => {
    const { system } = virtualSystem({ log: false });
    const reason = new Error("cable cut");
    const { writable, producer } = fromWritableStream<string>();
    const next = system.stream(system.start(producer)).next();
    await hostTurns();
    await writable.abort(reason);
    await expect(next).rejects.toMatchObject({ code: "exit", reason });
    const early = fromWritableStream<string>();
    await early.writable.abort(reason);
    expect(() => system.start(early.producer)).toThrow(reason);
  });

  test("a stage that is ended while nothing is written makes the stream error", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritableStream<string>();
    const feed = system.start(producer);
    await system.stop(feed);
    await expect(writable.getWriter().closed).rejects.toMatchObject({
      code: "exit",
      reason: "normal",
    });
  });

  test("a stage that is killed while a write waits tells the writer", async () => {
    const { system } = virtualSystem({ log: false });
    const { writable, producer } = fromWritableStream<string>();
    const feed = system.start(producer);
    const writer = writable.getWriter();
    const write = writer.write("a").catch((error: unknown) => error);
    await hostTurns();
    await system.stop(feed, "kill");
    expect(await write).toMatchObject({ code: "exit", reason: "killed" });
    await expect(writer.closed).rejects.toMatchObject({ code: "exit", reason: "killed" });
  });
});

describe("fromWritableStream, on a virtual clock", () => {
  test("a writer that waits lets time move on", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritableStream<number>();
    const feed = system.start(producer);
    const slow = collector<number>([], (stage) => ({ handleEvents: () => stage.sleep(1000) }));
    system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    const writer = writable.getWriter();
    for (const n of [1, 2, 3]) await writer.write(n);
    await writer.close();
    await system.idle();
    expect(system.now()).toBe(3000);
  });

  test("one that nobody will ever ask is told, and so is the stage", async () => {
    const { system } = virtualSystem({ log: false });
    const { writable, producer } = fromWritableStream<number>();
    const feed = system.start(producer);
    await expect(writable.getWriter().write(1)).rejects.toMatchObject({ code: "stalled" });
    await hostTurns();
    expect(feed.exitReason).toMatchObject({ code: "stalled" });
  });
});
