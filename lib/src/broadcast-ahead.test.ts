import { expect, test } from "vitest";
import { producerConsumer } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { counter, manual, virtualSystem } from "./virtual-system.fixture.ts";

test("a producer-consumer that broadcasts makes what it was asked for once, and nothing ahead (B-8)", async () => {
  const { system } = virtualSystem();
  const handled: number[] = [];
  const through = producerConsumer<number, number>(() => ({
    handleEvents: (events) => {
      handled.push(...events);
      return events;
    },
  }));
  const feed = system.start(counter());
  const all = system.start(through, {
    name: "all",
    dispatcher: broadcastDispatcher<number>(),
    subscribeTo: [{ to: feed, maxDemand: 1 }],
  });
  const [early, late] = [manual([]), manual([])].map((definition) => system.start(definition));
  const to = { to: all, cancel: "temporary" } as const;
  await system.syncSubscribe(early as never, to);
  system.cast(early as never, 1);
  // It comes before the first event, and asks for nothing: nobody can be sent any.
  const blocking = await system.syncSubscribe(late as never, to);
  await system.idle();
  const ahead = handled.length;
  expect(ahead).toBeLessThanOrEqual(1);
  system.cancel(blocking);
  await system.idle();
  system.cast(early as never, 2);
  await system.idle();
  expect(handled).toHaveLength(3);
});
