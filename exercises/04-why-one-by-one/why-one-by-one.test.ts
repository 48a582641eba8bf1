import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./why-one-by-one.ts"));

interface Shift {
  count: number;
  perCall: number;
}

/** Plays some hours at the desk. Tells by their numbers which quakes each call got, and when. */
const play = (given: Shift) =>
  mine.evaluate(
    async ({ startDesk }, { System, consumer, fromIterable, producer }, { perCall, quakes }) => {
      const minute = 60_000;
      const system = new System({ clock: "virtual" });
      const numbers = new Map(quakes.map(({ id }, index) => [id, index + 1]));
      const ordered: number[] = [];
      const calls = {
        alarm: [] as { at: number; got: number[] }[],
        lookUp: [] as { at: number; got: number[] }[],
      };
      const live = producer<Quake>((stage) => {
        let next = 0;
        return {
          handleDemand: async (demand) => {
            ordered.push(demand);
            const from = next;
            next += demand;
            await stage.sleep(demand * minute);
            return quakes.slice(from, next);
          },
        };
      });
      const writer = (name: "alarm" | "lookUp", ms: number) =>
        consumer<Quake>((stage) => ({
          handleEvents: (events) => {
            const got = events.map(({ id }) => numbers.get(id)!);
            calls[name].push({ at: stage.now() / minute, got });
            return stage.sleep(ms);
          },
        }));
      const desk = {
        live: system.start(live, { name: "live" }),
        archive: system.start(fromIterable(quakes), { name: "archive" }),
        alarm: writer("alarm", 0),
        lookUp: writer("lookUp", minute),
      };
      startDesk(system, desk, perCall);
      await system.advance(60 * minute);
      const inAnHour = calls.alarm.length;
      await system.advance(300 * minute);
      return { ...calls, inAnHour, ordered };
    },
    { perCall: given.perCall, quakes: week.slice(0, given.count) },
  );

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("the alarm hears of each quake when it is read", { meta: { points: 3 } }, async () => {
  const { alarm, inAnHour, ordered } = await play({ count: 95, perCall: 10 });
  const why =
    ordered[0] === undefined
      ? "Nothing was ordered from the station, which is `live`: the alarm is not there, or it subscribes to something else"
      : inAnHour === 0
        ? `In its first hour the alarm heard nothing. It had ordered ${ordered[0]}, and the station reads all of them before it hands out one: ` +
          "minDemand says when to ask again, not how many to order"
        : `The alarm ordered ${ordered[0]} at first, so the station reads ${ordered[0]} before it hands out one`;
  expect(
    alarm.slice(0, 5).map(({ at, got }) => `minute ${at}: ${got.join(" ")}`),
    `${why}. When the first five calls came, and what they got`,
  ).toEqual(upTo(5).map((number) => `minute ${number}: ${number}`));
});

/** What is wrong with calls of these sizes. */
function fault(sizes: readonly number[], perCall: number): string {
  if (sizes.length === 0)
    return "The look-up was never called: nobody has started it behind the archive";
  const most = Math.max(...sizes);
  return most > perCall
    ? `A call got ${most} quakes, and the look-up takes ${perCall}: a batch has at most maxDemand - minDemand of them`
    : "minDemand is not the least that a call gets: a message is cut at maxDemand - minDemand, and that gave " +
        `${sizes.length} calls`;
}

test("the calls of the look-up are full", { meta: { points: 2 } }, async () => {
  const { lookUp } = await play({ count: 95, perCall: 10 });
  const sizes = lookUp.map(({ got }) => got.length);
  expect(sizes, `${fault(sizes, 10)}. 95 quakes, ten in a call: how many each call got`).toEqual([
    ...Array<number>(9).fill(10),
    5,
  ]);
});

test("another look-up, with four in a call", { meta: { points: 1 } }, async () => {
  const { lookUp } = await play({ count: 22, perCall: 4 });
  const sizes = lookUp.map(({ got }) => got.length);
  expect(
    lookUp.map(({ got }) => got.join(" ")),
    `${fault(sizes, 4)}. 22 quakes, four in a call: which quakes each call got`,
  ).toEqual(["1 2 3 4", "5 6 7 8", "9 10 11 12", "13 14 15 16", "17 18 19 20", "21 22"]);
});
