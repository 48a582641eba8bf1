import { afterEach, expect, test, vi } from "vitest";
import { consumer } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { virtualSystem } from "./virtual-system.fixture.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Who handled what, in order, where promises are settled while others have work. */
async function orderOfWork(): Promise<string> {
  const { system } = virtualSystem({ seed: 7 });
  const order: string[] = [];
  const numbers = Array.from({ length: 400 }, (_, n) => n);
  for (const name of ["a", "b", "c", "d"]) {
    const feed = system.start(fromIterable(numbers));
    const isAsync = name < "c";
    const end = consumer<number>(() => ({
      handleEvents: ([first]) => {
        order.push(`${name}${first}`);
        return isAsync ? Promise.resolve() : undefined;
      },
    }));
    system.start(end, { subscribeTo: [{ to: feed, maxDemand: 1, cancel: "temporary" }] });
  }
  await system.idle();
  return order.join(" ");
}

test("a run on a virtual clock is the same however fast the host is", async () => {
  const order = await orderOfWork();
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 20));
  expect(await orderOfWork()).toBe(order);
});
