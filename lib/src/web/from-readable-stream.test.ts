import { describe, expect, test } from "vitest";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import { supervise } from "../supervisor.ts";
import { collector, virtualSystem } from "../virtual-system.fixture.ts";
import { fromReadableStream } from "./from-readable-stream.ts";

async function taken<T>(events: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

/** A stream of an endless source, that notes how it is cancelled. */
function endless(highWaterMark = 1): {
  readonly source: ReturnType<typeof counted>;
  readonly stream: ReadableStream<number>;
  readonly cancelled: unknown[];
} {
  const source = counted();
  const numbers = source[Symbol.iterator]();
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<number>(
    {
      pull: (controller) => controller.enqueue(numbers.next().value),
      cancel: (reason) => void cancelled.push(reason),
    },
    { highWaterMark },
  );
  return { source, stream, cancelled };
}

describe("fromReadableStream", () => {
  test("gives all that a stream gives, whatever it is, and unlocks it", async () => {
    const { system } = virtualSystem();
    const stream = new ReadableStream<unknown>({
      start: (controller) => {
        for (const chunk of ["a", 0, null, undefined, "b"]) controller.enqueue(chunk);
        controller.close();
      },
    });
    const feed = system.start(fromReadableStream(stream));
    expect(stream.locked).toBe(true);
    await expect(taken(system.stream(feed))).resolves.toEqual(["a", 0, null, undefined, "b"]);
    await system.idle();
    expect([feed.exitReason, stream.locked]).toEqual(["normal", false]);
  });

  test("decompresses on the way", async () => {
    const { system } = virtualSystem();
    const body = new Blob(["one two ".repeat(5000)]).stream();
    const zipped = body.pipeThrough(new CompressionStream("gzip"));
    const text = zipped
      .pipeThrough(new DecompressionStream("gzip"))
      .pipeThrough(new TextDecoderStream());
    const feed = system.start(fromReadableStream(text as ReadableStream<string>));
    const chunks = await taken(system.stream(feed, { maxDemand: 1 }));
    expect(chunks.join("")).toBe("one two ".repeat(5000));
  });

  test("reads no more than is asked for, beyond what the stream queues itself", async () => {
    const { system } = virtualSystem();
    const { source, stream, cancelled } = endless(3);
    const feed = system.start(fromReadableStream(stream));
    await hostTurns();
    expect(source.taken).toBe(3);
    const events = system.stream(feed, { maxDemand: 4, minDemand: 2 });
    await events.next();
    await hostTurns();
    expect(source.taken).toBe(7);
    await system.stop(feed);
    await hostTurns();
    expect(cancelled).toEqual(["normal"]);
    expect(stream.locked).toBe(false);
  });

  test("a stream that has closed before anybody asks is at its end then", async () => {
    const { system } = virtualSystem();
    const stream = new ReadableStream<string>({ start: (controller) => controller.close() });
    const feed = system.start(fromReadableStream(stream));
    await hostTurns();
    await expect(taken(system.stream(feed))).resolves.toEqual([]);
    expect(feed.exitReason).toBe("normal");
  });

  test("opens anew at each start where it is given a function", async () => {
    const { system } = virtualSystem({ log: false });
    const opened: ReturnType<typeof endless>[] = [];
    const numbers = fromReadableStream(() => {
      opened.push(endless());
      return opened.at(-1)?.stream as ReadableStream<number>;
    });
    supervise(system, [{ id: "feed", start: () => system.start(numbers, { name: "feed" }) }]);
    await system.stop("feed", "kill");
    await system.idle();
    expect(opened.map(({ cancelled }) => cancelled)).toEqual([["killed"], []]);
    await system.close();
  });

  test("refuses a stream that is locked", () => {
    const { system } = virtualSystem();
    const { stream } = endless();
    stream.getReader();
    expect(() => system.start(fromReadableStream(stream))).toThrow(/locked/);
  });
});

describe("fromReadableStream, the end of one or the other", () => {
  test.each(["asked", "not asked"])(
    "an error of the stream is the exit reason: %s",
    async (how) => {
      const { system, sentences } = virtualSystem();
      const error = new Error("no more");
      let fail = (): void => {};
      const stream = new ReadableStream<string>({
        start: (controller) => void (fail = () => controller.error(error)),
      });
      const feed = system.start(fromReadableStream(stream), { name: "feed" });
      const batches: string[][] = [];
      if (how === "asked")
        system.start(collector(batches), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
      await hostTurns();
      fail();
      await hostTurns();
      expect(feed.exitReason).toBe(error);
      expect(sentences).toHaveLength(1);
      expect(sentences[0]).toContain('Stage "feed" crashed in `handleDemand`: Error: no more');
      expect(stream.locked).toBe(false);
    },
  );

  test.each(["normal", "kill"])(
    "a stage that is ended by %j while it waits cancels the stream",
    async (reason) => {
      const { system } = virtualSystem();
      const cancelled: unknown[] = [];
      const stream = new ReadableStream<string>({ cancel: (why) => void cancelled.push(why) });
      const feed = system.start(fromReadableStream(stream));
      const next = system.stream(feed, { cancel: "temporary" }).next();
      await hostTurns();
      await system.stop(feed, reason);
      await next;
      await hostTurns();
      expect(cancelled).toEqual([reason === "kill" ? "killed" : "normal"]);
      expect(stream.locked).toBe(false);
    },
  );

  test("a stream that cannot be cancelled crashes nobody", async () => {
    const { system } = virtualSystem();
    const stream = new ReadableStream<string>({
      cancel: () => {
        throw new Error("cannot close");
      },
    });
    const feed = system.start(fromReadableStream(stream));
    await system.stop(feed);
    await hostTurns();
    expect(feed.exitReason).toBe("normal");
  });
});
