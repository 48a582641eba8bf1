import { describe, expect, test } from "vitest";
import { counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

async function taken<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of stream) seen.push(event);
  return seen;
}

describe("stream, its own stage", () => {
  test.each([
    ["normal", undefined],
    [{ shutdown: "upgrade" }, undefined],
    ["boom", { code: "exit", reason: "boom", message: 'Stage "stream-1" failed: boom' }],
    ["kill", { code: "exit", reason: "killed", message: 'Stage "stream-1" failed: killed' }],
  ])("stopped by %j ends a loop that waits: %j", async (reason, failure) => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const loop = taken(system.stream(feed));
    await system.idle();
    await system.stop("stream-1", reason);
    if (failure === undefined) await expect(loop).resolves.toEqual([]);
    else await expect(loop).rejects.toMatchObject(failure);
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("stopped while the loop is at work: what has come is given, then it ends", async () => {
    const { system } = virtualSystem();
    const seen: number[] = [];
    const feed = system.start(counter());
    const loop = async (): Promise<void> => {
      for await (const n of system.stream(feed, { maxDemand: 4, minDemand: 2 })) {
        seen.push(n);
        if (n === 0) await system.stop("stream-1", "kill");
      }
    };
    await expect(loop()).rejects.toMatchObject({ code: "exit", reason: "killed" });
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});

describe("stream, how it is left", () => {
  test("before its first event: it never subscribes, and is at its end", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const feed = system.start(counter(demands));
    const stream = system.stream(feed);
    await expect(stream.return("value")).resolves.toEqual({ done: true, value: "value" });
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
    await system.idle();
    expect(demands).toEqual([]);
    expect(system.trace.entries.map(({ type }) => type)).toEqual(["start"]);
  });

  test("throw() lets the producer go, and is rejected by what it was given", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    const stream = system.stream(feed);
    await stream.next();
    await expect(stream.throw("why")).rejects.toBe("why");
    await expect(stream.next()).resolves.toMatchObject({ done: true });
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("by the end of an `await using` block", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    {
      await using stream = system.stream(feed);
      await expect(stream.next()).resolves.toEqual({ done: false, value: 0 });
    }
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });
});
