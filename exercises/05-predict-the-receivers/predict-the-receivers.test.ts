import { System, consumer, producer, type SubscriptionRef } from "headgate";
import { week } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./predict-the-receivers.ts"));

type Step = { ask: string; demand: number } | { emit: number };

const yours = (names: readonly string[], steps: readonly Step[]) =>
  mine.evaluate(({ receivers }, _lib, input) => receivers(input.names, input.steps), {
    names,
    steps,
  });

/** The same steps at a real desk: a feed that emits what it is told to, and reviewers who ask by hand. */
async function atTheDesk(names: readonly string[], steps: readonly Step[]): Promise<string[]> {
  const system = new System({ clock: "virtual" });
  const feed = system.start(
    producer(() => ({ handleDemand: () => {}, handleCast: (quakes: number[]) => quakes })),
  );
  const got: string[] = [];
  const reviewer = (name: string) =>
    consumer<number>((stage) => {
      let from: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, subscription) => {
          from = subscription;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(from!, demand),
        handleEvents: (quakes) => void got.push(...quakes.map(() => name)),
      };
    });
  for (const name of names) system.start(reviewer(name), { name, subscribeTo: [{ to: feed }] });
  for (const step of steps) {
    if ("ask" in step) system.cast(step.ask, step.demand);
    else system.cast(feed, Array<number>(step.emit).fill(0));
    await system.idle();
  }
  return got;
}

const desk = ["ann", "bo", "cy"];
const ask = (name: string, demand: number): Step => ({ ask: name, demand });
const emit = (count: number): Step => ({ emit: count });

test("a page goes to whoever is owed most", { meta: { points: 2 } }, async () => {
  const steps = [ask("ann", 3), ask("bo", 2), ask("cy", 4), ask("bo", 3), emit(4), emit(4)];
  const got = await yours(desk, steps);
  const fault =
    new Set(got.slice(0, 4)).size > 1
      ? "The first four were shared out. Nobody has a turn, and it does not matter who asked first: what counts is the number"
      : "What a reviewer orders adds up, and what a reviewer gets comes off";
  expect(
    got,
    `Ann is owed 3, Bo 2 and 3 more, Cy 4. Four quakes come at once, then another four. ${fault}. Who gets the eight`,
  ).toEqual(await atTheDesk(desk, steps));
});

test("in one piece, then the next", { meta: { points: 2 } }, async () => {
  const close = [ask("ann", 5), ask("bo", 4), ask("cy", 4), emit(3)];
  expect(
    await yours(desk, close),
    "Ann is owed 5, Bo and Cy 4 each, and three quakes come at once. Ann is chosen once and gets all three in one piece; nobody looks again " +
      "after each quake. Who gets them",
  ).toEqual(await atTheDesk(desk, close));
  const more = [ask("ann", 2), ask("bo", 4), ask("cy", 3), emit(8)];
  expect(
    await yours(desk, more),
    "Ann is owed 2, Bo 4, Cy 3, and eight quakes come at once: more than Bo is owed. The rest goes to whoever is owed most then. Who gets them",
  ).toEqual(await atTheDesk(desk, more));
});

test("of equals, the one who has waited longest", { meta: { points: 2 } }, async () => {
  const singly = [ask("cy", 4), ask("ann", 4), ask("bo", 4), ...Array<Step>(5).fill(emit(1))];
  const steps = [...singly, ask("ann", 1), ...Array<Step>(3).fill(emit(1))];
  expect(
    await yours(desk, steps),
    "Cy asks for 4, then Ann, then Bo, and quakes come one at a time; after the fifth Ann asks for one more. Whenever some are owed the " +
      "same, the one whose number changed least recently comes first, wherever it stands in `names`. Who gets the eight",
  ).toEqual(await atTheDesk(desk, steps));
  const given = [ask("ann", 4), ask("bo", 2), emit(2), emit(1)];
  expect(
    await yours(desk, given),
    "Ann asks for 4, then Bo for 2. Two quakes come, and Ann gets both: now both are owed 2. To be given some is a change as well, so Ann's number " +
      "has changed since Bo's. One more comes. Who gets the three",
  ).toEqual(await atTheDesk(desk, given));
});

test("what nobody has asked for waits", { meta: { points: 1 } }, async () => {
  const steps = [emit(5), ask("bo", 2), ask("ann", 4), emit(2), ask("cy", 1)];
  const got = await yours(desk, steps);
  const truth = await atTheDesk(desk, steps);
  const fault =
    got.length < truth.length
      ? "They are not lost; they wait in the buffer"
      : "Nobody gets one who has not asked for it";
  expect(
    got,
    `Five come before anybody has asked. ${fault}, and the next order is filled from there. Bo asks for 2, Ann for 4, two more come, Cy asks for 1. Who gets them`,
  ).toEqual(truth);
});

test("an hour at the desk", { meta: { points: 1 } }, async () => {
  const steps = week
    .slice(0, 60)
    .map(({ sig, updated }, index) =>
      updated % 3 === 0 ? emit(1 + (sig % 5)) : ask(desk[index % 3]!, 1 + (sig % 4)),
    );
  const [got, truth] = [await yours(desk, steps), await atTheDesk(desk, steps)];
  truth.forEach((name, index) => {
    expect(got[index], `Sixty steps. Who gets quake ${index + 1} of ${truth.length}`).toBe(name);
  });
  expect(got.length, "Sixty steps. Quakes handed out in all").toBe(truth.length);
});
