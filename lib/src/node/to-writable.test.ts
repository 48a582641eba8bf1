import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createGzip, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import { counted, failing, hostTurns } from "../streams/outside.fixture.ts";
import { System } from "../system.ts";
import { hand, virtualSystem } from "../virtual-system.fixture.ts";
import { fromReadable } from "./from-readable.ts";
import { toWritable } from "./to-writable.ts";

function listenersOf(writable: Writable): number {
  return writable.eventNames().reduce((sum, name) => sum + writable.listenerCount(name), 0);
}

/** A Writable whose writes are over when `written[i]` is called. */
function byHand(highWaterMark = 2): {
  writable: Writable;
  written: ((error?: Error) => void)[];
  got: unknown[];
} {
  const written: ((error?: Error) => void)[] = [];
  const got: unknown[] = [];
  const writable = new Writable({
    objectMode: true,
    highWaterMark,
    write: (event, _encoding, callback) => {
      got.push(event);
      written.push(callback);
    },
  });
  return { writable, written, got };
}

describe("a sink that fails, behind a file", () => {
  test.each(["continue", "stop"] as const)(
    "onCancel %j: whether the file stays open",
    async (onCancel) => {
      await using system = new System({ log: false });
      const file = createReadStream(fileURLToPath(import.meta.url), { highWaterMark: 64 });
      const full = new Writable({
        write: (_chunk, _encoding, callback) => callback(new Error("disk full")),
      });
      const bytes = system.start(fromReadable<Buffer>(file, { onCancel }));
      const end = system.start(toWritable(full), { subscribeTo: [{ to: bytes, maxDemand: 2 }] });
      await system.idle();
      await hostTurns();
      expect(end.exitReason).toMatchObject({ message: "disk full" });
      const isOpen = onCancel === "continue";
      expect([bytes.isAlive, !file.destroyed]).toEqual([isOpen, isOpen]);
      await system.close();
      expect(file.destroyed).toBe(true);
    },
  );
});

describe("toWritable", () => {
  test("writes a file through gzip, and the system is idle when it is complete", async () => {
    const folder = mkdtempSync(join(tmpdir(), "headgate-writable-"));
    await using system = new System();
    const lines = Array.from({ length: 5000 }, (_, i) => `line ${i}\n`);
    const file = join(folder, "lines.gz");
    const gzip = createGzip();
    const target = gzip.pipe(createWriteStream(file));
    const feed = system.start(fromIterable(lines));
    system.start(toWritable(gzip), { subscribeTo: [{ to: feed, maxDemand: 100 }] });
    await system.idle();
    expect(gzip.writableFinished).toBe(true);
    if (!target.writableFinished)
      await new Promise<void>((resolve) => target.once("finish", resolve));
    expect(gunzipSync(readFileSync(file)).toString()).toBe(lines.join(""));
    rmSync(folder, { recursive: true });
  });

  test("asks for no more while the Writable is full", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const { writable, written, got } = byHand(2);
    const feed = system.start(fromIterable(source));
    const sink = toWritable<number>(writable, { objectMode: true });
    const end = system.start(sink, { subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 2 }] });
    for (let count = 1; count <= 9; count++) {
      await hostTurns();
      expect(got).toHaveLength(count);
      expect(source.taken).toBeLessThanOrEqual(count + 1 + 4);
      expect(writable.writableLength).toBeLessThanOrEqual(2);
      written.at(-1)?.();
    }
    await system.stop(end, "kill");
    await hostTurns();
    expect(writable.destroyed).toBe(true);
  });

  test("ends the Writable behind the last event, and leaves no listener", async () => {
    const { system } = virtualSystem();
    const pass = new PassThrough();
    const before = listenersOf(pass);
    const feed = system.start(fromIterable(["a", Buffer.from("b"), new Uint8Array([99])]));
    const end = system.start(toWritable(pass), { subscribeTo: [{ to: feed }] });
    await system.idle();
    expect([end.exitReason, pass.writableFinished, String(pass.read())]).toEqual([
      "normal",
      true,
      "abc",
    ]);
    await hostTurns();
    expect(listenersOf(pass)).toBe(before);
  });

  test("with end: false leaves it open, for the next", async () => {
    const { system } = virtualSystem();
    const pass = new PassThrough();
    const before = listenersOf(pass);
    for (const word of ["a", "b"]) {
      const feed = system.start(fromIterable([word]));
      system.start(toWritable(pass, { end: false }), { subscribeTo: [{ to: feed }] });
      await system.idle();
    }
    expect([pass.writableEnded, String(pass.read()), listenersOf(pass)]).toEqual([
      false,
      "ab",
      before,
    ]);
  });

  test("takes a function that opens anew at each start", async () => {
    const { system } = virtualSystem();
    const opened: PassThrough[] = [];
    const sink = toWritable(() => {
      opened.push(new PassThrough());
      return opened.at(-1) as PassThrough;
    });
    for (const word of ["a", "b"]) {
      system.start(sink, { subscribeTo: [{ to: system.start(fromIterable([word])) }] });
      await system.idle();
    }
    expect(opened.map((pass) => String(pass.read()))).toEqual(["a", "b"]);
  });

  test.each([true, false])("refuses a Writable whose object mode is not %s", (objectMode) => {
    const { system } = virtualSystem();
    const writable = new PassThrough({ objectMode: !objectMode });
    const sink = toWritable(writable, { objectMode: objectMode as true });
    expect(() => system.start(sink)).toThrow(
      new TypeError(
        `Expected \`objectMode\` to be ${!objectMode}, as the Writable has it: write \`toWritable(writable, { objectMode: ${!objectMode} })\``,
      ),
    );
    expect(listenersOf(writable)).toBe(listenersOf(new PassThrough()));
  });
});

describe("toWritable, the end of one or the other", () => {
  test("a write that fails is the exit reason, and the producer is let go", async () => {
    const { system, sentences } = virtualSystem();
    const error = new Error("disk full");
    const { writable, written } = byHand();
    const feed = system.start(fromIterable(counted()), { name: "feed" });
    const end = system.start(toWritable<number>(writable, { objectMode: true }), {
      name: "end",
      subscribeTo: [{ to: feed, maxDemand: 4 }],
    });
    await hostTurns();
    written[0]?.(error);
    await system.idle();
    expect(end.exitReason).toBe(error);
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(sentences[0]).toContain('Stage "end" crashed in `handleEvents`: Error: disk full');
    await hostTurns();
    expect(listenersOf(writable)).toBe(0);
  });

  test("an event that the Writable does not take is the exit reason", async () => {
    const { system } = virtualSystem({ log: false });
    const feed = system.start(fromIterable([5]));
    const end = system.start(
      toWritable(new PassThrough()) as ReturnType<typeof toWritable<unknown>>,
      {
        subscribeTo: [{ to: feed }],
      },
    );
    await system.idle();
    expect(end.exitReason).toMatchObject({ code: "ERR_INVALID_ARG_TYPE" });
  });

  test.each([
    ["destroyed", { code: "ERR_STREAM_PREMATURE_CLOSE" }],
    ["ended by somebody else", { message: "The Writable was ended by somebody else" }],
  ])("a Writable that is %s fails the stage, full or not", async (how, failure) => {
    for (const isFull of [true, false]) {
      const { system } = virtualSystem({ log: false });
      const writable = isFull ? byHand(1).writable : new PassThrough({ objectMode: true }).resume();
      const feed = system.start(hand().definition);
      const end = system.start(toWritable<unknown>(writable, { objectMode: true }), {
        subscribeTo: [{ to: feed }],
      });
      await hostTurns();
      if (how === "destroyed") writable.destroy();
      else writable.end();
      await hostTurns();
      expect(end.exitReason).toMatchObject(failure);
    }
  });

  test("a producer that fails destroys it by a StageError", async () => {
    const { system } = virtualSystem({ log: false });
    const { writable, got, written } = byHand(9);
    const cause = new Error("boom");
    const errors: unknown[] = [];
    writable.on("error", (error) => errors.push(error));
    const feed = system.start(failing(3, cause));
    system.start(toWritable<string>(writable, { objectMode: true }), {
      name: "end",
      subscribeTo: [{ to: feed }],
    });
    await system.idle();
    await hostTurns();
    written[0]?.();
    expect(got).toEqual(["0"]);
    expect(errors).toMatchObject([
      { code: "exit", message: 'Stage "end" failed: Error: boom', cause },
    ]);
  });

  test("a system that is closed destroys it, and does not make it look complete", async () => {
    const { system } = virtualSystem();
    const { writable, written } = byHand(1);
    const feed = system.start(fromIterable(counted()));
    system.start(toWritable<number>(writable, { objectMode: true }), {
      subscribeTo: [{ to: feed }],
    });
    await hostTurns();
    const closed = system.close();
    await hostTurns();
    // The handler that waits for room is waited for; time goes on, and so does what kills it.
    written[0]?.();
    await hostTurns();
    written[1]?.();
    writable.destroy();
    await closed;
    expect([writable.writableFinished, writable.destroyed]).toEqual([false, true]);
  });

  test("a Writable that cannot finish is told of, and nobody waits for it", async () => {
    const { system, sentences } = virtualSystem();
    const writable = new Writable({
      write: (_chunk, _encoding, callback) => callback(),
      final: (callback) => callback(new Error("disk full")),
    });
    const feed = system.start(fromIterable(["a"]));
    system.start(toWritable(writable), { name: "end", subscribeTo: [{ to: feed }] });
    await system.idle();
    expect(sentences).toEqual(['What stage "end" has written is not complete: Error: disk full']);
    await hostTurns();
    expect(listenersOf(writable)).toBe(0);
  });
});
