import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import { counted, failing, hostTurns } from "../streams/outside.fixture.ts";
import { hand, virtualSystem } from "../virtual-system.fixture.ts";
import { toWritableStream } from "./to-writable-stream.ts";

/** A WritableStream whose writes are over when `written[i]` is called, and how it ends. */
function byHand(highWaterMark = 2): {
  readonly stream: WritableStream<unknown>;
  readonly got: unknown[];
  readonly written: ((error?: unknown) => void)[];
  fail(error: unknown): void;
} {
  const got: unknown[] = [];
  const written: ((error?: unknown) => void)[] = [];
  let fail = (_error: unknown): void => {};
  const stream = new WritableStream<unknown>(
    {
      start: (controller) => void (fail = (error) => controller.error(error)),
      write: (event) => {
        got.push(event);
        return new Promise<void>((resolve, reject) => {
          written.push((error) => (error === undefined ? resolve() : reject(error)));
        });
      },
      close: () => void got.push("closed"),
      abort: (reason) => void got.push({ aborted: reason }),
    },
    { highWaterMark },
  );
  return { stream, got, written, fail: (error) => fail(error) };
}

describe("toWritableStream", () => {
  test("writes through a TextEncoderStream, and is idle when all is read", async () => {
    const { system } = virtualSystem();
    const { readable, writable } = new TextEncoderStream();
    const feed = system.start(fromIterable(["one ", "two"]));
    const end = system.start(toWritableStream(writable), { subscribeTo: [{ to: feed }] });
    const text = new Response(readable).text();
    await system.idle();
    await expect(text).resolves.toBe("one two");
    expect([end.exitReason, writable.locked]).toEqual(["normal", false]);
  });

  test("asks for no more while the stream is full", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const { stream, got, written } = byHand(2);
    const feed = system.start(fromIterable(source));
    const end = system.start(toWritableStream<unknown>(stream), {
      subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 2 }],
    });
    for (let count = 1; count <= 9; count++) {
      await hostTurns();
      expect(got).toHaveLength(count);
      expect(source.taken).toBeLessThanOrEqual(count + 1 + 4);
      written.at(-1)?.();
    }
    await hostTurns();
    await system.stop(end, "kill");
    written.at(-1)?.();
    await hostTurns();
    expect(got.at(-1)).toMatchObject({ aborted: { code: "exit", reason: "killed" } });
    expect(stream.locked).toBe(false);
  });

  test("closes the stream behind the last event, but for preventClose", async () => {
    for (const preventClose of [false, true]) {
      const { system } = virtualSystem();
      const { stream, got, written } = byHand(9);
      const feed = system.start(fromIterable([1]));
      system.start(toWritableStream<unknown>(stream, { preventClose }), {
        subscribeTo: [{ to: feed }],
      });
      await hostTurns();
      expect(got).toEqual([1]);
      written[0]?.();
      await system.idle();
      await hostTurns();
      expect(got).toEqual(preventClose ? [1] : [1, "closed"]);
      expect(stream.locked).toBe(false);
    }
  });

  test("takes a function that opens anew at each start, and refuses what is locked", async () => {
    const { system } = virtualSystem();
    const opened: ReturnType<typeof byHand>[] = [];
    const sink = toWritableStream<unknown>(() => {
      opened.push(byHand());
      return opened.at(-1)?.stream as WritableStream;
    });
    for (let i = 0; i < 2; i++)
      system.start(sink, { subscribeTo: [{ to: system.start(fromIterable([i])) }] });
    await hostTurns();
    expect(opened.map(({ got }) => got)).toEqual([[0], [1]]);
    const { stream } = opened[0] as ReturnType<typeof byHand>;
    expect(() => system.start(toWritableStream(stream))).toThrow(/locked/);
  });
});

describe("toWritableStream, the end of one or the other", () => {
  test.each([
    "a write that fails",
    "an error while it is full",
    "an error while nothing is written",
  ])("%s is the exit reason, and the producer is let go", async (how) => {
    const { system, sentences } = virtualSystem();
    const error = new Error("disk full");
    const { stream, written, fail } = byHand(1);
    const source = hand();
    const feed = system.start(source.definition);
    const end = system.start(toWritableStream(stream), {
      name: "end",
      subscribeTo: [{ to: feed }],
    });
    await hostTurns();
    if (how !== "an error while nothing is written") source.emit("a");
    await hostTurns();
    if (how === "a write that fails") written[0]?.(error);
    else fail(error);
    written[0]?.();
    await hostTurns();
    expect(end.exitReason).toBe(error);
    expect(sentences).toHaveLength(1);
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(stream.locked).toBe(false);
  });

  test("a producer that fails aborts it by a StageError", async () => {
    const { system } = virtualSystem({ log: false });
    const { stream, got, written } = byHand(9);
    const cause = new Error("boom");
    const feed = system.start(failing(1, cause));
    system.start(toWritableStream<unknown>(stream), { name: "end", subscribeTo: [{ to: feed }] });
    await hostTurns();
    written[0]?.();
    await hostTurns();
    expect(got).toMatchObject(["0", { aborted: { code: "exit", cause } }]);
  });

  test("a stream that cannot be closed is told of, and nobody waits for it", async () => {
    const { system, sentences } = virtualSystem();
    const stream = new WritableStream({ close: () => Promise.reject(new Error("disk full")) });
    const feed = system.start(fromIterable(["a"]));
    system.start(toWritableStream<string>(stream), { name: "end", subscribeTo: [{ to: feed }] });
    await system.idle();
    expect(sentences).toEqual(['What stage "end" has written is not complete: Error: disk full']);
  });
});
