import { week, type Quake } from "@headgate/quakes";
import type { SubscriptionRef } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./explode-in-order.ts"));

/** Quakes arrive, the reader of the moment asks, it leaves and another one takes its place, or the producer ends. */
type Step = { arrive: readonly Quake[] } | { ask: number } | "leave" | "end";

/** Plays the steps; each comes to rest before the next. Tells what came on each, and how the stage ended. */
const play = (steps: readonly Step[]) =>
  mine.evaluate(async ({ notices }, { System, consumer, producer }, input) => {
    const system = new System({ clock: "virtual", log: false });
    const came: string[][] = [];
    const wire = producer<Quake>((stage) => ({
      handleDemand: () => {},
      handleCast: (quakes: readonly Quake[]) => {
        if (quakes.length === 0) stage.stop();
        return quakes;
      },
    }));
    const reader = consumer<{ id: string; to: string }>((stage) => {
      let subscription: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, from) => {
          subscription = from;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(subscription!, demand),
        handleEvents: (some) => void came.at(-1)!.push(...some.map(({ id, to }) => `${id} ${to}`)),
      };
    });
    const to = system.start(wire);
    const subscribeTo = [{ to, maxDemand: 100, minDemand: 0, cancel: "transient" as const }];
    const middle = system.start(notices, { name: "notices", subscribeTo });
    let current = system.start(reader, { subscribeTo: [{ to: middle, cancel: "temporary" }] });
    for (const step of input) {
      came.push([]);
      if (step === "end") system.cast(to, []);
      else if (step === "leave") {
        await system.stop(current);
        if (middle.isAlive)
          current = system.start(reader, { subscribeTo: [{ to: middle, cancel: "temporary" }] });
      } else if ("ask" in step) system.cast(current, step.ask);
      else system.cast(to, step.arrive);
      await system.idle();
    }
    return { came, isAlive: middle.isAlive, reason: String(middle.exitReason) };
  }, steps);

const night = week.filter(({ place }) => place.endsWith("Hualian, Taiwan"));
const all = (quakes: readonly Quake[]) =>
  quakes.flatMap(({ id }) => ["phone", "map", "file"].map((to) => `${id} ${to}`));

test("three for each, quake by quake", { meta: { points: 2 } }, async () => {
  const quakes = night.slice(0, 3);
  const { came } = await play([{ ask: 20 }, { arrive: quakes }]);
  const got = came.flat();
  const fault = got.includes("undefined undefined")
    ? "What you hand out are no notices with `id` and `to`: a list for each quake makes a list of lists, and the notices have to stand in one"
    : got.length < 9
      ? `${got.length} notices for three quakes: each has three, however many quakes came in`
      : "All three of a quake leave before the first of the next: phone, map, file, and again";
  expect(got, `${fault}. Three quakes arrive in one batch and twenty notices are owed`).toEqual(
    all(quakes),
  );
});

test("what nobody has asked for yet is kept", { meta: { points: 2 } }, async () => {
  const [first, second] = [night.slice(0, 2), night.slice(2, 3)];
  const { came } = await play([
    { ask: 1 },
    { arrive: first },
    { ask: 1 },
    { ask: 3 },
    { arrive: second },
    { ask: 4 },
  ]);
  const due = all([...first, ...second]);
  expect(
    came,
    "The reader asks for 1 and two quakes arrive, six notices in all; it asks for 1 and for 3, another quake arrives, it asks for 4. An ask is met " +
      "from what is kept, in order; no quake has to arrive for it. What came on each",
  ).toEqual([[], due.slice(0, 1), due.slice(1, 2), due.slice(2, 5), [], due.slice(5, 9)]);
});

test("its producer ends, and it hands out the rest", { meta: { points: 3 } }, async () => {
  const quakes = night.slice(0, 4);
  const due = all(quakes);
  const end = await play([{ ask: 5 }, { arrive: quakes }, "end", { ask: 4 }, { ask: 9 }]);
  const lost = due.length - end.came.flat().length;
  expect(
    lost,
    `Four quakes arrived, which makes twelve notices; five were asked for, then the producer ended. ${lost} never came: a stage that ends takes the buffer along, so the end ` +
      "has to wait behind it. Lost",
  ).toBe(0);
  expect(end.came.flat(), "All twelve, in order").toEqual(due);
  expect(
    end.isAlive,
    "Everything has been handed out and the producer is gone, and your stage is still there: subscribed as transient, it ends when you say so. " +
      "Is it alive",
  ).toBe(false);
  expect(end.reason, "The reason it ended with").toBe("normal");
});

test("a reader that leaves is not the end", { meta: { points: 2 } }, async () => {
  const [first, second] = [night.slice(0, 2), night.slice(2, 5)];
  const due = all([...first, ...second]);
  const steps: Step[] = [{ ask: 4 }, { arrive: first }, "leave", { ask: 8 }, { arrive: second }];
  const { came, isAlive } = await play(steps);
  expect(
    isAlive,
    "The first reader has left, the producer is there, and your stage ended: `handleCancel` runs for a reader as well, and `from` tells which " +
      "subscription it was. Is it alive",
  ).toBe(true);
  expect(
    came,
    "A reader asks for 4 of six notices and leaves; the next one asks for 8, and three more quakes arrive. What came on each step",
  ).toEqual([[], due.slice(0, 4), [], due.slice(4, 6), due.slice(6, 12)]);
});
