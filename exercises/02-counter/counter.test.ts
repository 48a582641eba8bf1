import type { SubscriptionRef } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./counter.ts"));

/**
 * Starts the counter, asks it by hand, and tells what came on each ask and how many nobody had asked for. By hand: a
 * subscription that is "manual" asks when `stage.ask` is called and not by itself (chapter 9). With room for none in the
 * stage's buffer, what is handed out and was not asked for is thrown away.
 */
const yours = (demands: number[]) =>
  mine.evaluate(async ({ counter }, { System, consumer }, asks) => {
    const system = new System({ clock: "virtual", trace: true });
    const steps: { came: number[]; unasked: number }[] = [];
    const asker = consumer<number>((stage) => {
      let numbers: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, from) => {
          numbers = from;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(numbers!, demand),
        handleEvents: (events) => void steps.at(-1)!.came.push(...events),
      };
    });
    const source = system.start(counter, { name: "counter", bufferSize: 0 });
    const desk = system.start(asker, { name: "desk", subscribeTo: [{ to: source }] });
    for (const demand of asks) {
      const before = system.trace.entries.length;
      steps.push({ came: [], unasked: 0 });
      system.cast(desk, demand);
      await system.idle();
      for (const entry of system.trace.entries.slice(before))
        if (entry.type === "discarded") steps.at(-1)!.unasked += entry.count;
    }
    return steps;
  }, demands);

const asks = [3, 1, 5, 2];

test("hands out as many as were asked for", { meta: { points: 2 } }, async () => {
  const handedOut = (await yours(asks)).map(({ came, unasked }) => came.length + unasked);
  const fault = handedOut.some((count, index) => count > asks[index]!)
    ? "You handed out more than the demand. Nobody asked for the rest: here it is thrown away"
    : handedOut.every((count) => count === 1)
      ? "The demand is how many events are wanted, and you handed out one for each call"
      : "A demand is new each time, on top of what was handed out before; it is neither a total nor a limit";
  expect(handedOut, `${fault}. Asked for ${asks.join(", ")}, you handed out`).toEqual(asks);
});

test("goes on where it stopped", { meta: { points: 1 } }, async () => {
  const came = (await yours(asks)).flatMap((step) => step.came);
  const faults = new Map([
    [
      0,
      came.filter((n) => n === 0).length > 1
        ? "You begin again at 0 with every demand: what comes next must outlast the call"
        : "The integers come in order, without a gap",
    ],
    [1, "The first integer is 0"],
  ]);
  const fault =
    faults.get(came[0] ?? 1) ??
    "This counter was started afresh and went on where an earlier one stopped: your count lives outside the function given to `producer`";
  const all = asks.reduce((sum, demand) => sum + demand, 0);
  expect(came, `${fault}. Asked for ${asks.join(", ")}, what came`).toEqual(
    Array.from({ length: all }, (_, n) => n),
  );
});

test("every start counts from 0", { meta: { points: 1 } }, async () => {
  const [first, second] = [await yours([4]), await yours([2, 1])];
  expect(
    [first, second].map((steps) => steps.flatMap((step) => step.came)),
    "`counter` was started twice, in two systems, and asked for 4 and for 3. A count that the second start takes over from the first " +
      "lives outside the function given to `producer`. What came",
  ).toEqual([
    [0, 1, 2, 3],
    [0, 1, 2],
  ]);
});
