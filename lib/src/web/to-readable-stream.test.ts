import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import { counted, failing, hostTurns } from "../streams/outside.fixture.ts";
import { hand, virtualSystem } from "../virtual-system.fixture.ts";
import { type ReadableStreamOptions, toReadableStream } from "./to-readable-stream.ts";

async function taken<T>(stream: ReadableStream<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of stream) seen.push(event);
  return seen;
}

describe("toReadableStream", () => {
  test("gives the events of several, whatever they are", async () => {
    const { system } = virtualSystem();
    const events = [0, "", null, undefined, { a: 1 }];
    const feeds = [
      system.start(fromIterable<unknown>(events)),
      system.start(fromIterable<unknown>([1])),
    ];
    const seen = await taken(toReadableStream(system, feeds));
    expect(seen).toHaveLength(6);
    expect(seen).toEqual(expect.arrayContaining([...events, 1]));
    await system.idle();
    expect(system.whereis("stream-1")).toBeUndefined();
  });

  test("goes through a CompressionStream and back", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable(Array.from({ length: 900 }, (_, i) => `line ${i}\n`)));
    const zipped = toReadableStream(system, feed)
      .pipeThrough(new TextEncoderStream())
      .pipeThrough(new CompressionStream("gzip"));
    const text = await new Response(zipped.pipeThrough(new DecompressionStream("gzip"))).text();
    expect(text.split("\n")).toHaveLength(901);
  });

  test("of bytes passes over what is empty, and can be read into the reader's own buffer", async () => {
    const { system } = virtualSystem();
    const chunks = [[1, 2], [], [3]].map((bytes) => new Uint8Array(bytes));
    const stream = toReadableStream(system, system.start(fromIterable(chunks)), { type: "bytes" });
    const reader = stream.getReader({ mode: "byob" });
    const read: number[] = [];
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(2));
      if (value) read.push(...value);
      if (done) break;
    }
    expect(read).toEqual([1, 2, 3]);
  });

  test("of bytes leaves the events themselves as they are", async () => {
    const { system } = virtualSystem();
    // As small Buffers do in Node, these share their memory.
    const memory = new Uint8Array([97, 1, 2]);
    const events = [memory.subarray(0, 1), memory.subarray(1)];
    const feed = system.start(fromIterable(events));
    const seen = await taken(toReadableStream(system, feed, { type: "bytes" }));
    expect(seen.map((chunk) => [...chunk])).toEqual([[97], [1, 2]]);
    expect(events.map((chunk) => [...chunk])).toEqual([[97], [1, 2]]);
  });

  test("subscribes when it is first read from, and reads ahead no more than it says", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const feed = system.start(fromIterable(source));
    const reader = toReadableStream(system, feed, { maxDemand: 4, minDemand: 2 }).getReader();
    await hostTurns();
    expect(source.taken).toBe(0);
    await reader.read();
    await hostTurns();
    expect(source.taken).toBe(4);
    await reader.cancel();
    const ahead = toReadableStream(system, feed, { maxDemand: 4, minDemand: 2, highWaterMark: 3 });
    await hostTurns();
    expect(source.taken).toBe(4 + 6);
    await ahead.cancel();
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("a slow sink holds back what is taken at the other end", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const feed = system.start(fromIterable(source));
    const written: (() => void)[] = [];
    const sink = new WritableStream(
      { write: () => new Promise<void>((resolve) => void written.push(resolve)) },
      { highWaterMark: 2 },
    );
    const stream = toReadableStream(system, feed, { maxDemand: 4, minDemand: 2 });
    const controller = new AbortController();
    const done = stream
      .pipeTo(sink, { signal: controller.signal })
      .catch((error: unknown) => error);
    for (let count = 1; count <= 5; count++) {
      await hostTurns();
      expect(written).toHaveLength(count);
      expect(source.taken).toBeLessThanOrEqual(count + 2 + 4);
      written.at(-1)?.();
    }
    controller.abort("enough");
    for (let i = 0; i < 3; i++) {
      await hostTurns();
      written.at(-1)?.();
    }
    expect(await done).toBe("enough");
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });
});

describe("toReadableStream, its end", () => {
  test("a producer that fails makes it error by a StageError, behind what was emitted", async () => {
    const { system } = virtualSystem({ log: false });
    const cause = new Error("boom");
    const feed = system.start(failing(3, cause), { name: "feed" });
    const reader = toReadableStream(system, feed, { maxDemand: 9 }).getReader();
    for (const value of ["0", "1", "2"])
      await expect(reader.read()).resolves.toEqual({ done: false, value });
    const error = { code: "exit", message: 'Stage "feed" failed: Error: boom', cause };
    await expect(reader.read()).rejects.toMatchObject(error);
    await expect(reader.closed).rejects.toMatchObject(error);
  });

  test("cancelled while it waits, it lets the producer go", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const reader = toReadableStream(system, feed).getReader();
    const read = reader.read();
    await hostTurns();
    expect(system.inspect(feed).consumers).toHaveLength(1);
    await reader.cancel("no need");
    await expect(read).resolves.toEqual({ done: true, value: undefined });
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(feed.isAlive).toBe(true);
  });

  test("on a virtual clock it errors where nothing can come", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    await expect(toReadableStream(system, feed).getReader().read()).rejects.toMatchObject({
      code: "stalled",
    });
  });

  test("a signal makes it error by its reason, read from or not, and is let go", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    for (const isRead of [true, false]) {
      const controller = new AbortController();
      const reader = toReadableStream(system, feed, { signal: controller.signal }).getReader();
      if (isRead) void reader.read().catch(() => {});
      await hostTurns();
      controller.abort("enough");
      await expect(reader.closed).rejects.toBe("enough");
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
    const { signal } = new AbortController();
    await taken(toReadableStream(system, system.start(fromIterable([1])), { signal }));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    const early = toReadableStream(system, feed, { signal: AbortSignal.abort("early") });
    await expect(early.getReader().read()).rejects.toBe("early");
  });
});

test.each<[object, string]>([
  [
    { maxDemand: 0 },
    "Expected `maxDemand` of the subscription to be an integer from 1 up, got `0`",
  ],
  [{ type: "words" }, "words"],
])("toReadableStream refuses %j", (options, message) => {
  const { system } = virtualSystem();
  expect(() => toReadableStream(system, "feed", options as ReadableStreamOptions)).toThrow(message);
});
