import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { producerConsumer } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { collector, virtualSystem } from "./virtual-system.fixture.ts";

/** Makes three of one, for a consumer that asks for one at a time. */
async function threeOfEach(
  cancel: "permanent" | "transient",
  completes: boolean,
): Promise<{ readonly got: number[]; readonly sentences: string[] }> {
  const { system, sentences } = virtualSystem();
  const batches: number[][] = [];
  const feed = system.start(fromIterable([1, 2]), { name: "feed" });
  const triple = producerConsumer<number, number>((stage) => ({
    handleEvents: (events) => events.flatMap((n) => [n, n, n]),
    handleCancel: () => {
      if (completes) stage.complete();
    },
  }));
  const tripled = system.start(triple, { name: "triple", subscribeTo: [{ to: feed, cancel }] });
  const slow = collector<number>(batches, (stage) => ({
    handleEvents: async (events) => {
      await stage.sleep(1);
      batches.push(events);
    },
  }));
  system.start(slow, { subscribeTo: [{ to: tripled, maxDemand: 1 }] });
  await system.idle();
  return { got: batches.flat(), sentences };
}

describe("a stage that ends in order with its producer (S-19)", () => {
  test("permanent: what is in its buffer is lost, and the log says so and what to do", async () => {
    const { got, sentences } = await threeOfEach("permanent", false);
    expect(got).toEqual([1]);
    expect(sentences).toEqual([
      'Stage "triple" ends with "feed", and 5 events in its buffer that nobody had asked for yet are lost: to hand them out first, subscribe with `cancel: "transient"` and call `stage.complete()` in `handleCancel`',
    ]);
  });

  test("transient, and complete() in handleCancel: all of it is handed out, and nothing is told", async () => {
    const { got, sentences } = await threeOfEach("transient", true);
    expect(got).toEqual([1, 1, 1, 2, 2, 2]);
    expect(sentences).toEqual([]);
  });

  test("a consumer supervisor's children are cut short, and the log says how many", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
    const supervisor = consumerSupervisor<number>((_n, child) => child.sleep(10));
    system.start(supervisor, { name: "review", subscribeTo: [{ to: feed }] });
    await system.idle();
    expect(sentences).toEqual([
      'Stage "review" ends with "feed", and 3 children that had not finished with it: to let them finish, subscribe with `cancel: "transient"`',
    ]);
  });
});
