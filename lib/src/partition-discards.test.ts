import { expect, test } from "vitest";
import { producerConsumer } from "./definitions.ts";
import { partitionDispatcher } from "./dispatchers/partition-dispatcher.ts";
import { hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

/** "end" asks "odd" for two; its hash discards the even numbers that it passes on. */
async function oddOnly(batches: number[][]): Promise<{ got: unknown[]; handled: number[][] }> {
  const { system } = virtualSystem();
  const handled: number[][] = [];
  const source = hand();
  const feed = system.start(source.definition);
  const through = producerConsumer<number, number>(() => ({
    handleEvents: (events) => {
      handled.push(events.slice());
      return events;
    },
  }));
  const dispatcher = partitionDispatcher<number>({
    partitions: 1,
    hash: (n) => (n % 2 === 0 ? "none" : [n, 0]),
  });
  const odd = system.start(
    through as never,
    {
      dispatcher: dispatcher as never,
      subscribeTo: [{ to: feed, maxDemand: 3, minDemand: 1 }],
    } as never,
  );
  const got: unknown[] = [];
  const end = system.start(manual(got), { subscribeTo: [{ to: odd, partition: 0 } as never] });
  system.cast(end, 2);
  await system.idle();
  for (const batch of batches) source.emit(...batch);
  await system.idle();
  return { got, handled };
}

test("a producer-consumer whose hash discards events handles no message that nobody asked for", async () => {
  const { got, handled } = await oddOnly([[1, 2, 3], [5]]);
  expect(got).toEqual([1, 3]);
  expect(handled).toEqual([[1, 2], [3]]);
});

test("and goes on where all of a message was discarded (PT-10)", async () => {
  const { got, handled } = await oddOnly([[1], [2, 4], [3]]);
  expect(got).toEqual([1, 3]);
  expect(handled).toEqual([[1], [2, 4], [3]]);
});
