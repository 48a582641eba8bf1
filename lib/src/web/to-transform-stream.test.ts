import { describe, expect, test } from "vitest";
import { producerConsumer, type ProducerRef } from "../definitions.ts";
import { counted, hostTurns } from "../streams/outside.fixture.ts";
import type { System } from "../system.ts";
import { virtualSystem } from "../virtual-system.fixture.ts";
import { toTransformStream } from "./to-transform-stream.ts";

const through =
  <In, Out>(system: System, map: (event: In) => Out) =>
  (to: ProducerRef<In>): ProducerRef<Out> =>
    system.start(
      producerConsumer(() => ({ handleEvents: (events: In[]) => events.map(map) })),
      { name: "middle", subscribeTo: [{ to, maxDemand: 2 }] },
    );

function numbers(
  source: ReturnType<typeof counted>,
  cancelled: unknown[] = [],
): ReadableStream<number> {
  const taken = source[Symbol.iterator]();
  return new ReadableStream<number>(
    {
      pull: (controller) => controller.enqueue(taken.next().value),
      cancel: (reason) => void cancelled.push(reason),
    },
    { highWaterMark: 0 },
  );
}

describe("toTransformStream", () => {
  test("stands in a pipeThrough, and every stage of it ends", async () => {
    const { system } = virtualSystem();
    const shouting = toTransformStream(
      system,
      through(system, (text: string) => text.toUpperCase()),
    );
    const text = new Blob(["one ", "two"]).stream().pipeThrough(new TextDecoderStream());
    const seen: string[] = [];
    for await (const chunk of (text as ReadableStream<string>).pipeThrough(shouting))
      seen.push(chunk);
    expect(seen.join("")).toBe("ONE TWO");
    await system.idle();
    expect(["producer-1", "middle", "stream-1"].map((name) => system.whereis(name)?.name)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("a slow reader bounds what is taken from the source; one that leaves cancels it", async () => {
    const { system } = virtualSystem();
    const source = counted();
    const cancelled: unknown[] = [];
    const same = toTransformStream(
      system,
      through(system, (n: number) => n),
      { maxDemand: 2 },
    );
    const reader = numbers(source, cancelled).pipeThrough(same).getReader();
    for (let count = 1; count <= 5; count++) {
      await reader.read();
      await hostTurns();
      // The stream's stage 2, the middle 2, the writable 1.
      expect(source.taken).toBeLessThanOrEqual(count + 5);
    }
    await reader.cancel("no need");
    await hostTurns();
    expect(cancelled).toMatchObject([{ code: "exit", reason: { shutdown: "no need" } }]);
    expect(system.whereis("producer-1")).toBeUndefined();
  });

  test("one that is closed before it is read has ended in order", async () => {
    const { system } = virtualSystem();
    const empty = toTransformStream(
      system,
      through(system, (n: number) => n),
    );
    const closed = empty.writable.close();
    await hostTurns();
    expect(await empty.readable.getReader().read()).toEqual({ done: true, value: undefined });
    await closed;
  });

  test("a stage inside that fails makes both sides error", async () => {
    const { system } = virtualSystem({ log: false });
    const cancelled: unknown[] = [];
    const broken = toTransformStream(
      system,
      through(system, (n: number) => {
        if (n === 3) throw new RangeError("too deep");
        return n;
      }),
    );
    const reading = (async () => {
      for await (const _ of numbers(counted(), cancelled).pipeThrough(broken)) continue;
    })();
    await expect(reading).rejects.toMatchObject({
      code: "exit",
      message: 'Stage "middle" failed: RangeError: too deep',
    });
    await hostTurns();
    expect(cancelled).toMatchObject([{ code: "exit" }]);
    expect(system.whereis("producer-1")).toBeUndefined();
  });
});
