import type { SubscriptionRef } from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./hold-what-is-owed.ts"));

/** The reader asks for so many, or quakes arrive at the feed, by their numbers. */
type Step = { ask: number } | { arrive: number[] };

/** The sequence of Hualien: quake 1, quake 2 and so on. */
const hualien = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan"));

/** Plays the steps; each comes to rest before the next. Tells for each what came, and how many nobody had asked for. */
const play = (night: readonly Step[]) =>
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
      const source = system.start(feed);
      const reader = system.start(asker, { subscribeTo: [{ to: source }] });
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
      let buffered = 0;
      for (const entry of system.trace.entries)
        if (entry.type === "buffered") buffered += entry.count;
      return { came, buffered };
    },
    { steps: night, quakes: hualien },
  );

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const ask = (demand: number): Step => ({ ask: demand });
const arrive = (first: number, last: number): Step => ({ arrive: span(first, last) });

test("what is owed is handed out when it arrives", { meta: { points: 2 } }, async () => {
  const { came } = await play([ask(5), arrive(1, 2), arrive(3, 4)]);
  expect(
    came,
    "The reader asked for five when nothing was there. Then two quakes arrived, and two more, and the reader must get them: a demand is " +
      "said once, nobody asks twice. What came on the demand, when 1 and 2 arrived, when 3 and 4 did",
  ).toEqual([[], span(1, 2), span(3, 4)]);
});

test("never more than is owed", { meta: { points: 2 } }, async () => {
  const { came, buffered } = await play([ask(2), arrive(1, 5), ask(1), arrive(6, 7)]);
  expect(
    buffered,
    `You handed out ${buffered} that nobody had asked for. They are in the stage's buffer, which throws away what it cannot hold; keep ` +
      "them in the feed. Handed out and not owed",
  ).toBe(0);
  expect(
    came,
    "Asked for 2, then 1 to 5 arrived; asked for 1, then 6 and 7 arrived. What came on each",
  ).toEqual([[], span(1, 2), [3], []]);
});

test("demands add up", { meta: { points: 1 } }, async () => {
  const { came } = await play([ask(2), ask(3), arrive(1, 4), arrive(5, 7)]);
  expect(
    came.map((step) => step.length),
    "The reader asked for 2 and then for 3, on top of the 2: you owe 5. How many came on the two demands, when 4 arrived, when 3 more did",
  ).toEqual([0, 0, 4, 1]);
});

test("what nobody has asked for waits in order", { meta: { points: 2 } }, async () => {
  const { came } = await play([arrive(1, 4), arrive(5, 6), ask(2), ask(3), ask(3), arrive(7, 9)]);
  const lost = span(1, 6).filter((quake) => !came.flat().includes(quake));
  const fault =
    lost.length > 0
      ? `${lost.length} of the quakes that arrived before anybody asked never came: they wait for a demand, they are not thrown away`
      : "Quakes leave in the order in which they came";
  expect(
    came,
    `${fault}. What came when 1 to 4 and then 5 and 6 arrived, on demands of 2, 3 and 3, and when 7 to 9 arrived`,
  ).toEqual([[], [], span(1, 2), span(3, 5), [6], span(7, 8)]);
});
