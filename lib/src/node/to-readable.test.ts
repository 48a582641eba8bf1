import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { getEventListeners } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished, type Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import { counted, failing, hostTurns } from "../streams/outside.fixture.ts";
import { System } from "../system.ts";
import { hand, virtualSystem } from "../virtual-system.fixture.ts";
import { type ReadableOptions, toReadable } from "./to-readable.ts";

describe("toReadable", () => {
  test("goes through gzip into a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headgate-readable-"));
    await using system = new System();
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}\n`);
    const feed = system.start(fromIterable(lines));
    const file = join(folder, "lines.gz");
    const readable = toReadable(system, feed, { objectMode: false, maxDemand: 100 });
    await pipeline(readable, createGzip(), createWriteStream(file));
    expect(gunzipSync(readFileSync(file)).toString()).toBe(lines.join(""));
    expect(system.whereis("stream-1")).toBeUndefined();
    rmSync(folder, { recursive: true });
  });

  test("gives the events of several, whatever they are but null", async () => {
    const { system } = virtualSystem();
    const events = [0, "", false, undefined, { a: 1 }];
    const feeds = [
      system.start(fromIterable<unknown>(events)),
      system.start(fromIterable<unknown>([1])),
    ];
    const seen = await toReadable(system, feeds).toArray();
    expect(seen).toHaveLength(6);
    expect(seen).toEqual(expect.arrayContaining([...events, 1]));
  });

  test("of bytes passes over what is empty", async () => {
    const { system } = virtualSystem();
    const feed = system.start(
      fromIterable<string | Uint8Array>(["a", "", Buffer.alloc(0), Buffer.from("b")]),
    );
    const chunks = await toReadable(system, feed, { objectMode: false }).toArray();
    expect(Buffer.concat(chunks).toString()).toBe("ab");
  });

  test("subscribes when it is first read from, and reads ahead no more than it says", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const feed = system.start(fromIterable(source));
    const readable = toReadable(system, feed, { maxDemand: 4, minDemand: 2, highWaterMark: 3 });
    await hostTurns();
    expect(source.taken).toBe(0);
    expect(readable.read()).toBeNull();
    await hostTurns();
    expect(readable.readableLength).toBe(3);
    expect(source.taken).toBe(6);
    readable.destroy();
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("a slow sink holds back what is taken at the other end", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const feed = system.start(fromIterable(source));
    const written: (() => void)[] = [];
    const sink = new Writable({
      objectMode: true,
      highWaterMark: 2,
      write: (_event, _encoding, callback) => void written.push(callback),
    });
    const readable = toReadable(system, feed, { maxDemand: 4, minDemand: 2 });
    const done = pipeline(readable, sink).catch((error: unknown) => error);
    for (let count = 1; count <= 5; count++) {
      await hostTurns();
      expect(written).toHaveLength(count);
      // What was written, what sink and Readable keep, and what the stream's stage has asked for.
      expect(source.taken).toBeLessThanOrEqual(count + 2 + 2 + 4);
      written.at(-1)?.();
    }
    readable.destroy(new Error("enough"));
    expect(await done).toMatchObject({ message: "enough" });
  });
});

describe("toReadable, its end", () => {
  test("a producer that fails destroys it by a StageError, behind what was emitted", async () => {
    const { system } = virtualSystem({ log: false });
    const cause = new Error("boom");
    const feed = system.start(failing(3, cause), { name: "feed" });
    const seen: unknown[] = [];
    const sink = new Writable({
      objectMode: true,
      write: (event, _encoding, callback) => {
        seen.push(event);
        callback();
      },
    });
    await expect(pipeline(toReadable(system, feed, { maxDemand: 9 }), sink)).rejects.toMatchObject({
      code: "exit",
      message: 'Stage "feed" failed: Error: boom',
      cause,
    });
    expect(seen).toEqual(["0", "1", "2"]);
  });

  test("an event that is null destroys it", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, null]));
    await expect(toReadable(system, feed).toArray()).rejects.toThrow(
      "Expected the events of a Readable to be other than null, which is its end",
    );
    await system.idle();
    expect(system.whereis("stream-1")).toBeUndefined();
  });

  test.each([undefined, new Error("no need")])(
    "destroyed early, by %j, lets the producer go",
    async (error) => {
      const { system } = virtualSystem();
      const feed = system.start(hand().definition);
      const readable = toReadable(system, feed);
      const told = new Promise((resolve) => void finished(readable, resolve));
      readable.read();
      await hostTurns();
      expect(system.inspect(feed).consumers).toHaveLength(1);
      readable.destroy(error);
      await expect(told).resolves.toMatchObject(error ?? { code: "ERR_STREAM_PREMATURE_CLOSE" });
      await system.idle();
      expect(system.inspect(feed).consumers).toEqual([]);
      expect(feed.isAlive).toBe(true);
    },
  );

  test("a sink that fails lets the producer go", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable(counted()));
    const sink = new Writable({
      objectMode: true,
      write: (_event, _encoding, callback) => callback(new Error("disk full")),
    });
    await expect(pipeline(toReadable(system, feed), sink)).rejects.toThrow("disk full");
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("closing the system ends it in order", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const all = toReadable(system, feed).toArray();
    await hostTurns();
    await system.close();
    await expect(all).resolves.toEqual([]);
  });

  test("on a virtual clock it waits through time, and is destroyed where nothing can come", async () => {
    const { system } = virtualSystem();
    const source = hand((stage) => ({
      handleInfo: () => stage.sleep(3_600_000).then(() => ["late"]),
    }));
    const feed = system.start(source.definition, { name: "feed" });
    system.send(feed, "x");
    const read: unknown[] = [];
    const readable = toReadable(system, feed, { maxDemand: 2 }).on("data", (event) =>
      read.push(event),
    );
    const error = await new Promise((resolve) => void finished(readable, resolve));
    expect([read, system.now()]).toEqual([["late"], 3_600_000]);
    expect(error).toMatchObject({
      code: "stalled",
      message: expect.stringContaining('"feed" owes "stream-1"'),
    });
  });
});

describe("toReadable, signal", () => {
  const error = async (readable: Readable): Promise<unknown> =>
    await new Promise((resolve) => void finished(readable, resolve));

  test("destroys it by its reason, read from or not, and is let go", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    for (const isRead of [true, false]) {
      const controller = new AbortController();
      const readable = toReadable(system, feed, { signal: controller.signal });
      const told = error(readable);
      if (isRead) readable.read();
      await hostTurns();
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await told).toBe(reason);
      expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    }
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("is let go at the end, and ends at once what is made with it later", async () => {
    const { system } = virtualSystem();
    const controller = new AbortController();
    const { signal } = controller;
    await toReadable(system, system.start(fromIterable([1])), { signal }).toArray();
    expect(getEventListeners(signal, "abort")).toEqual([]);
    controller.abort(new Error("early"));
    expect(await error(toReadable(system, "feed", { signal }))).toMatchObject({ message: "early" });
  });
});

test.each<[object, string]>([
  [
    { maxDemand: 0 },
    "Expected `maxDemand` of the subscription to be an integer from 1 up, got `0`",
  ],
  [{ highWaterMark: -1 }, "highWaterMark"],
])("toReadable refuses %j", (options, message) => {
  const { system } = virtualSystem();
  expect(() => toReadable(system, "feed", options as ReadableOptions)).toThrow(message);
});
