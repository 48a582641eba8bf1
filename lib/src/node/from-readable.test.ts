import { createReadStream, readFileSync } from "node:fs";
import { PassThrough, Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import { supervise } from "../supervisor.ts";
import { System } from "../system.ts";
import { collector, manual, virtualSystem } from "../virtual-system.fixture.ts";
import { fromReadable } from "./from-readable.ts";
import { toWritable } from "./to-writable.ts";

const here = fileURLToPath(import.meta.url);

function listenersOf(readable: Readable): number {
  return readable.eventNames().reduce((sum, name) => sum + readable.listenerCount(name), 0);
}

async function taken<T>(events: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

async function* inBursts(numbers: Iterable<number>): AsyncGenerator<number> {
  for (const n of numbers) {
    if (n % 5 === 0) await hostTurns(1);
    yield n;
  }
}

describe("fromReadable", () => {
  test("reads a file through gzip, to its end", async () => {
    await using system = new System();
    const zipped = createReadStream(here).pipe(createGzip());
    const feed = system.start(fromReadable<Buffer>(zipped));
    const chunks = await taken(system.stream(feed, { maxDemand: 2 }));
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toContain("through gzip, to its end");
    expect(feed.exitReason).toBe("normal");
  });

  test("gives what a Readable in object mode gives, in order, and leaves no listener", async () => {
    const { system } = virtualSystem();
    const readable = Readable.from(["a", "b", 0, false, "c"]);
    const before = listenersOf(readable);
    const feed = system.start(fromReadable(readable));
    await expect(taken(system.stream(feed))).resolves.toEqual(["a", "b", 0, false, "c"]);
    await hostTurns();
    expect(listenersOf(readable)).toBe(before);
    expect(readable.destroyed).toBe(true);
  });

  test("reads no more than is asked for, beyond what the Readable buffers itself", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const readable = Readable.from(source, { highWaterMark: 3 });
    const feed = system.start(fromReadable<number>(readable));
    await hostTurns();
    expect(source.taken).toBe(0);
    const stream = system.stream(feed, { maxDemand: 4, minDemand: 2 });
    await stream.next();
    await hostTurns();
    expect(source.taken).toBeGreaterThanOrEqual(4);
    expect(source.taken).toBeLessThanOrEqual(4 + 3 + 1);
    await system.stop(feed);
    await hostTurns();
    expect([source.closed, readable.destroyed]).toEqual([1, true]);
  });

  test("gives what has come without waiting for all that was asked", async () => {
    const { system } = virtualSystem();
    const pass = new PassThrough({ objectMode: true });
    const batches: string[][] = [];
    const feed = system.start(fromReadable<string>(pass));
    system.start(collector(batches), { subscribeTo: [{ to: feed }] });
    for (const event of ["a", "b"]) {
      pass.write(event);
      await hostTurns();
      expect(batches.at(-1)).toEqual([event]);
    }
    pass.end();
    await system.idle();
    expect(feed.exitReason).toBe("normal");
  });

  test("opens anew at each start where it is given a function", async () => {
    const { system } = virtualSystem({ log: false });
    const opened: Readable[] = [];
    const letters = fromReadable<string>(() => {
      const readable = Readable.from(["a", "b"]);
      opened.push(readable);
      return readable;
    });
    supervise(system, [{ id: "feed", start: () => system.start(letters, { name: "feed" }) }]);
    await system.stop("feed", "kill");
    await system.idle();
    expect(opened).toHaveLength(2);
    expect(opened[0]?.destroyed).toBe(true);
    await system.close();
  });
});

describe("fromReadable, the end of one or the other", () => {
  test("an error of the Readable is the exit reason, behind what was read", async () => {
    const { system, sentences } = virtualSystem();
    const error = new Error("no more");
    const readable = new Readable({
      objectMode: true,
      read() {
        this.push("a");
        this.push("b");
        this.destroy(error);
      },
    });
    const feed = system.start(fromReadable<string>(readable), { name: "feed" });
    await expect(taken(system.stream(feed))).rejects.toMatchObject({ cause: error });
    expect(feed.exitReason).toBe(error);
    expect(sentences[0]).toContain('Stage "feed" crashed in `handleDemand`: Error: no more');
  });

  test("a file that is not there is the exit reason, too", async () => {
    await using system = new System({ log: false });
    const feed = system.start(fromReadable(createReadStream("/no/such/file")));
    const file = await new Promise((resolve) => {
      const end = collector<unknown>([], () => ({
        handleCancel: ({ reason }) => void resolve(reason),
      }));
      system.start(end, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    });
    expect(file).toMatchObject({ code: "ENOENT" });
    expect(feed.isAlive).toBe(false);
  });

  test("a Readable that is closed before its end is a failure", async () => {
    const { system } = virtualSystem({ log: false });
    const pass = new PassThrough();
    const feed = system.start(fromReadable(pass));
    const next = system.stream(feed).next();
    await hostTurns();
    pass.destroy();
    await expect(next).rejects.toMatchObject({ reason: { code: "ERR_STREAM_PREMATURE_CLOSE" } });
  });

  test.each(["normal", "kill", { shutdown: "upgrade" }])(
    "a stage that is ended by %j while it waits destroys the Readable, and leaves no listener",
    async (reason) => {
      const { system } = virtualSystem();
      const pass = new PassThrough();
      const before = listenersOf(pass);
      const feed = system.start(fromReadable(pass));
      const next = system.stream(feed, { cancel: "temporary" }).next();
      await hostTurns();
      expect(listenersOf(pass)).toBeGreaterThan(before);
      await system.stop(feed, reason);
      await next;
      await hostTurns();
      expect(pass.destroyed).toBe(true);
      expect(listenersOf(pass)).toBe(before);
    },
  );

  test("a Readable whose destruction fails crashes nobody", async () => {
    const { system } = virtualSystem();
    const readable = new Readable({
      read: () => {},
      destroy: (_error, callback) => void callback(new Error("cannot close")),
    });
    const feed = system.start(fromReadable(readable));
    await system.stop(feed);
    await hostTurns();
    expect(feed.exitReason).toBe("normal");
  });
});

describe("fromReadable, read more slowly than it fills", () => {
  test("a file reaches a slow sink whole", async () => {
    await using system = new System();
    const written: Buffer[] = [];
    const sink = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, callback) => {
        written.push(chunk);
        setTimeout(callback, 1);
      },
    });
    const file = createReadStream(here, { highWaterMark: 512 });
    const bytes = system.start(fromReadable<Buffer>(file));
    system.start(toWritable(sink), { subscribeTo: [{ to: bytes, maxDemand: 4 }] });
    await system.idle();
    expect(Buffer.concat(written).equals(readFileSync(here))).toBe(true);
    expect([bytes.exitReason, sink.writableFinished]).toEqual(["normal", true]);
  });

  test.each([1, 2, 7])("a thousand events arrive once each, asked for %i at most", async (max) => {
    await using system = new System();
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    const pass = new PassThrough({ objectMode: true, highWaterMark: 3 });
    const written = pipeline(numbers, inBursts, pass);
    const feed = system.start(fromReadable<number>(pass));
    const got: number[] = [];
    for await (const n of system.stream(feed, { maxDemand: max })) {
      got.push(n);
      if (n % 7 === 0) await hostTurns(2);
    }
    await written;
    expect(got).toEqual(numbers);
  });

  test("what is written while nobody asks is there when somebody does", async () => {
    const { system } = virtualSystem();
    const pass = new PassThrough({ objectMode: true });
    const got: unknown[] = [];
    const feed = system.start(fromReadable<string>(pass));
    const end = system.start(manual(got), { subscribeTo: [{ to: feed }] });
    await hostTurns();
    system.cast(end, 1);
    for (const event of ["a", "b", "c"]) {
      await hostTurns();
      pass.write(event);
    }
    await hostTurns();
    expect(got).toEqual(["a"]);
    system.cast(end, 9);
    await hostTurns();
    expect(got).toEqual(["a", "b", "c"]);
    pass.end();
    await system.idle();
    expect(feed.exitReason).toBe("normal");
  });
});

describe("fromReadable, on a virtual clock", () => {
  test("time stands while the host reads, and moves on for whoever sleeps then", async () => {
    const { system } = virtualSystem();
    const feed = system.start(
      fromReadable<Buffer>(createReadStream(here, { highWaterMark: 1024 })),
    );
    const at: number[] = [];
    const slow = collector<Buffer>([], (stage) => ({
      handleEvents: async () => {
        at.push(stage.now());
        await stage.sleep(1000);
      },
    }));
    system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle();
    expect(at).toEqual(at.map((_, i) => i * 1000));
    expect(system.now()).toBe(at.length * 1000);
    expect(at.length).toBeGreaterThan(3);
  });
});
