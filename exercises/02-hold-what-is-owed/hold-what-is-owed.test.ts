import type { SubscriptionRef } from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./hold-what-is-owed.ts"));

/** The reader asks for so many, or quakes arrive at the feed, by their numbers. */
type Step = { ask: number } | { arrive: number[] };

/** Quake 1, quake 2 and so on: the small ones of the night. */
const small = week.filter((quake) => quake.mag < 5).slice(0, 9);
/** The sequence of Hualien; of its first six, 2, 3, 5 and 6 are of magnitude 5 or more. */
const hualien = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan"));

/**
 * Plays the steps; each comes to rest before the next. Tells for each what came, and how many nobody had asked for: with
 * room for none in the feed's buffer, those are thrown away. The reader asks when it is told to: a subscription that is
 * "manual" asks when `stage.ask` is called and not by itself (chapter 9).
 */
const play = (night: readonly Step[], recorded: readonly Quake[] = small) =>
  mine.evaluate(
    async ({ feed }, { System, consumer }, { steps, quakes }) => {
      const system = new System({ clock: "virtual", trace: true });
      const came: number[][] = [];
      const numbers = new Map(quakes.map(({ id }, index) => [id, index + 1]));
      const asker = consumer<Quake>((stage) => {
        let from: SubscriptionRef | undefined;
        return {
          handleSubscribe: (_role, _options, subscription) => {
            from = subscription;
            return "manual";
          },
          handleCast: (demand: number) => stage.ask(from!, demand),
          handleEvents: (events) =>
            void came.at(-1)!.push(...events.map(({ id }) => numbers.get(id)!)),
        };
      });
      const source = system.start(feed, { name: "feed", bufferSize: 0 });
      const reader = system.start(asker, { name: "reader", subscribeTo: [{ to: source }] });
      for (const step of steps) {
        came.push([]);
        if ("ask" in step) system.cast(reader, step.ask);
        else
          system.cast(
            source,
            step.arrive.map((number) => quakes[number - 1]),
          );
        await system.idle();
      }
      let unasked = 0;
      for (const entry of system.trace.entries)
        if (entry.type === "discarded") unasked += entry.count;
      return { came, unasked };
    },
    { steps: night, quakes: recorded },
  );

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const ask = (demand: number): Step => ({ ask: demand });
const arrive = (first: number, last: number): Step => ({ arrive: span(first, last) });

test("what is owed is handed out when it arrives", { meta: { points: 2 } }, async () => {
  const { came } = await play([ask(5), arrive(1, 2), arrive(3, 4)]);
  const fault =
    came.flat().length === 4
      ? "None of these is strong, and they leave in the order in which they came"
      : "The reader asked for five when nothing was there. Then two quakes arrived, and two more, and the reader must get them: a demand is " +
        "made once, nobody asks twice";
  expect(came, `${fault}. What came on the demand, when 1 and 2 arrived, when 3 and 4 did`).toEqual(
    [[], span(1, 2), span(3, 4)],
  );
});

test("never more than is owed", { meta: { points: 2 } }, async () => {
  const { came, unasked } = await play([ask(2), arrive(1, 5), ask(1), arrive(6, 7), ask(4)]);
  const fault =
    unasked > 0
      ? `You handed out ${unasked} that nobody had asked for. They go to the stage's buffer, which throws away what it cannot hold, and here ` +
        "it holds none; keep them in the feed"
      : String(came.map((step) => step.length)) === "0,2,1,0,4"
        ? "None of these is strong, and they leave in the order in which they came"
        : "A demand is paid once, and what is left over waits for the next";
  expect(
    came,
    `${fault}. Asked for 2, then 1 to 5 arrived; asked for 1, then 6 and 7 arrived; asked for 4. What came on each`,
  ).toEqual([[], span(1, 2), [3], [], span(4, 7)]);
});

test("demands add up", { meta: { points: 1 } }, async () => {
  const { came } = await play([ask(2), ask(3), arrive(1, 4), arrive(5, 7)]);
  expect(
    came.map((step) => step.length),
    "The reader asked for 2 and then for 3, on top of the 2: you owe 5. How many came on the two demands, when 4 arrived, when 3 more did",
  ).toEqual([0, 0, 4, 1]);
});

test("what nobody has asked for waits in order", { meta: { points: 1 } }, async () => {
  const { came } = await play([arrive(1, 4), arrive(5, 6), ask(2), ask(3), ask(3), arrive(7, 9)]);
  const lost = span(1, 6).filter((quake) => !came.flat().includes(quake));
  const fault =
    lost.length > 0
      ? `${lost.length} of the quakes that arrived before anybody asked never came: they should wait for a demand, not be thrown away`
      : "None of these is strong, and they leave in the order in which they came";
  expect(
    came,
    `${fault}. What came when 1 to 4 and then 5 and 6 arrived, on demands of 2, 3 and 3, and when 7 to 9 arrived`,
  ).toEqual([[], [], span(1, 2), span(3, 5), [6], span(7, 8)]);
});

test("strong quakes need not stand in line", { meta: { points: 2 } }, async () => {
  const { came } = await play([arrive(1, 1), arrive(2, 3), ask(2), ask(3), arrive(4, 6)], hualien);
  const order = came.flat();
  const fault =
    order.indexOf(3) === 0
      ? "Of two strong quakes the one that came first leaves first, whichever is the stronger"
      : order.indexOf(1) === 0
        ? "What waits in the feed is yours to order, and strong quakes go first"
        : "Of the quakes that are there, the strong leave first, and then the others";
  expect(
    came,
    `${fault}. 1 and 4 are small; 2, 3, 5 and 6 are strong. What came when 1 and then 2 and 3 arrived, on demands of 2 and 3, and when 4 to 6 arrived`,
  ).toEqual([[], [], [2, 3], [1], [5, 6]]);
});
