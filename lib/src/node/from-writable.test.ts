import { createReadStream, readFileSync } from "node:fs";
import { finished, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip, createGunzip } from "node:zlib";
import { describe, expect, test } from "vitest";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import { System } from "../system.ts";
import { collector, manual, virtualSystem } from "../virtual-system.fixture.ts";
import { fromWritable } from "./from-writable.ts";

const here = fileURLToPath(import.meta.url);

async function taken<T>(events: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

const errorOf = (writable: Writable): Promise<unknown> =>
  new Promise((resolve) => void finished(writable, resolve));

describe("fromWritable", () => {
  test("takes a file through gzip and back", async () => {
    await using system = new System();
    const { writable, producer } = fromWritable({ objectMode: false });
    const feed = system.start(producer);
    const written = pipeline(createReadStream(here), createGzip(), createGunzip(), writable);
    const chunks = await taken(system.stream(feed, { maxDemand: 1 }));
    await written;
    expect(Buffer.concat(chunks).equals(readFileSync(here))).toBe(true);
    expect(feed.exitReason).toBe("normal");
  });

  test("a write is over when demand has taken it, one by one or many at once", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritable<string>();
    const log: unknown[] = [];
    for (const word of ["a", "b", "c", "d"])
      writable.write(word, () => log.push(`${word} is taken`));
    await hostTurns();
    expect(log).toEqual([]);
    const feed = system.start(producer);
    const end = system.start(manual(log), { subscribeTo: [{ to: feed }] });
    await hostTurns();
    expect(log).toEqual([]);
    system.cast(end, 1);
    await hostTurns();
    expect(log).toEqual(["a", "a is taken"]);
    system.cast(end, 2);
    await hostTurns();
    expect(log.slice(2)).toEqual(["b", "c"]);
    system.cast(end, 2);
    await hostTurns();
    expect(log.slice(4)).toEqual(["d", "b is taken", "c is taken", "d is taken"]);
    writable.write("e", () => log.push("e is taken"));
    await hostTurns();
    expect(log.slice(8)).toEqual(["e", "e is taken"]);
  });

  test("a slow stage holds the writer back", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const { writable, producer } = fromWritable<number>({ highWaterMark: 3 });
    const got: unknown[] = [];
    const feed = system.start(producer);
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    const done = pipeline(source, writable).catch((error: unknown) => error);
    for (let asked = 0; asked < 12; asked += 4) {
      await hostTurns();
      expect(got).toHaveLength(asked);
      expect(source.taken).toBeGreaterThanOrEqual(asked + 3);
      expect(source.taken).toBeLessThanOrEqual(asked + 3 + 2);
      system.cast(end, 4);
    }
    await hostTurns();
    writable.destroy(new Error("enough"));
    expect(await done).toMatchObject({ message: "enough" });
    expect(source.closed).toBe(1);
  });
});

describe("fromWritable, the end of one or the other", () => {
  test("a Writable that ends before the stage is started ends it all the same", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritable<string>();
    writable.end();
    await hostTurns();
    expect(writable.writableFinished).toBe(true);
    await expect(taken(system.stream(system.start(producer)))).resolves.toEqual([]);
  });

  test.each([
    [new Error("cable cut"), "cable cut"],
    [undefined, "The stream was destroyed before its end"],
  ])("destroyed by %j fails the stage", async (error, message) => {
    const { system } = virtualSystem({ log: false });
    const { writable, producer } = fromWritable<string>();
    const feed = system.start(producer);
    const told = errorOf(writable);
    const next = system.stream(feed).next();
    await hostTurns();
    writable.destroy(error);
    await expect(next).rejects.toMatchObject({ code: "exit", reason: { message } });
    await told;
    const failed = fromWritable<string>();
    void errorOf(failed.writable);
    failed.writable.destroy(error);
    await hostTurns();
    expect(() => system.start(failed.producer)).toThrow(message);
  });

  test.each([
    ["kill", { code: "exit", reason: "killed" }],
    ["normal", { code: "exit", reason: "normal" }],
  ])(
    "a stage that is ended by %j destroys the Writable, and a write that waits is told",
    async (reason, error) => {
      const { system } = virtualSystem();
      const { writable, producer } = fromWritable<string>();
      const feed = system.start(producer);
      const told = errorOf(writable);
      const written = new Promise((resolve) => void writable.write("a", resolve));
      await hostTurns();
      await system.stop(feed, reason);
      await expect(written).resolves.toMatchObject(error);
      await expect(told).resolves.toMatchObject(error);
      await hostTurns();
      expect(writable.destroyed).toBe(true);
      expect(writable.listenerCount("error")).toBe(1);
    },
  );

  test("a stage that is ended while nothing is written destroys it too", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritable<string>();
    const feed = system.start(producer);
    const told = errorOf(writable);
    await system.stop(feed);
    await expect(told).resolves.toMatchObject({ code: "ERR_STREAM_PREMATURE_CLOSE" });
  });

  test("its producer is started once", () => {
    const { system } = virtualSystem();
    const { producer } = fromWritable();
    system.start(producer);
    expect(() => system.start(producer)).toThrow(
      /^Expected a producer that is written to to be started once/,
    );
  });
});

describe("fromWritable, on a virtual clock", () => {
  test("a writer that waits lets time move on", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritable<number>({ highWaterMark: 1 });
    const feed = system.start(producer);
    const slow = collector<number>([], (stage) => ({ handleEvents: () => stage.sleep(1000) }));
    system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await pipeline([1, 2, 3], writable);
    await system.idle();
    expect(system.now()).toBe(3000);
  });

  test("one that nobody will ever ask is told, and so is the stage", async () => {
    const { system } = virtualSystem({ log: false });
    const { writable, producer } = fromWritable<number>();
    const feed = system.start(producer);
    const told = errorOf(writable);
    writable.write(1);
    await expect(told).resolves.toMatchObject({ code: "stalled" });
    expect(feed.exitReason).toMatchObject({ code: "stalled" });
  });

  test("between two writes nobody is at work: the system is idle", async () => {
    const { system } = virtualSystem();
    const { writable, producer } = fromWritable<number>();
    const batches: number[][] = [];
    system.start(collector(batches), { subscribeTo: [{ to: system.start(producer) }] });
    for (const n of [1, 2]) {
      writable.write(n);
      await system.idle();
      expect(batches.at(-1)).toEqual([n]);
    }
  });
});
