import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./twenty-in-flight.ts"));

/** How far the cellars are, in quakes at the desk, and how many quakes each of them holds. */
type Tapes = readonly { trip: number; count: number }[];

/** A minute for each quake. Tells how busy the desk was, how many were in flight at most, and how many each trip brought. */
const play = (tapes: Tapes) =>
  mine.evaluate(
    async ({ subscriptions }, { System, consumer, producer }, input) => {
      const reviewMs = 60_000;
      const system = new System({ clock: "virtual" });
      let [inFlight, mostInFlight, handled, began, ended] = [0, 0, 0, -1, 0];
      const brought: number[][] = input.map(() => []);
      const cellars = input.map(({ trip, quakes }, index) => {
        const tripMs = trip * reviewMs;
        const cellar = producer<Quake>((stage) => {
          let next = 0;
          return {
            handleDemand: async (demand) => {
              if (next === quakes.length) return [];
              await stage.sleep(tripMs);
              const events = quakes.slice(next, next + demand);
              next += events.length;
              brought[index]!.push(events.length);
              inFlight += events.length;
              mostInFlight = Math.max(mostInFlight, inFlight);
              return events;
            },
          };
        });
        return { stage: system.start(cellar), tripMs };
      });
      const desk = consumer<Quake>((stage) => ({
        handleEvents: async (events) => {
          if (began < 0) began = stage.now();
          for (let left = events.length; left > 0; left--) {
            await stage.sleep(reviewMs);
            inFlight -= 1;
            handled += 1;
          }
          ended = stage.now();
        },
      }));
      system.start(desk, { subscribeTo: subscriptions(cellars, reviewMs) });
      await system.idle();
      const busyPercent = Math.round((1000 * handled * reviewMs) / (ended - began)) / 10;
      return { mostInFlight, handled, busyPercent, brought };
    },
    tapes.map(({ trip, count }) => ({ trip, quakes: week.slice(0, count) })),
  );

/** Why a desk runs dry: the trips bring too little, or somebody sets out too late. */
function dry(tapes: Tapes, brought: readonly (readonly number[])[]): string {
  for (const [index, trips] of brought.entries()) {
    const { trip, count } = tapes[index]!;
    // The last trip brings what is left.
    const usual = Math.max(...trips.slice(1, -1));
    if (trips.length > 2 && usual < trip)
      return (
        `A trip to the cellar with ${count} takes as long as ${trip} quakes, and brought ${usual}: the desk has worked them off before the next ` +
        "trip is over"
      );
  }
  return "The trips bring enough, but somebody sets out too late: what is left when the desk asks does not last for a trip";
}

/** Every check looks at all of the promises. */
async function hold(tapes: Tapes) {
  const { mostInFlight, handled, busyPercent, brought } = await play(tapes);
  const scene = tapes.map(({ trip, count }) => `${count} quakes ${trip} minutes away`).join(", ");
  expect(
    mostInFlight,
    `More than 20 were in flight: ${tapes.length > 1 ? "each subscription has an account of its own" : "a subscription may have maxDemand in flight"}, and the desk has room for 20 in all. ${scene}. Most in flight`,
  ).toBeLessThanOrEqual(20);
  expect(handled, `${scene}. How many were handled`).toBe(
    tapes.reduce((sum, { count }) => sum + count, 0),
  );
  expect(
    busyPercent,
    `The desk runs dry. ${dry(tapes, brought)}. ${scene}. Busy, in percent of the time`,
  ).toBeGreaterThanOrEqual(95);
}

test("one cellar, far away", { meta: { points: 2 } }, async () => {
  await hold([{ trip: 10, count: 200 }]);
});

test("two cellars, not more than twenty", { meta: { points: 2 } }, async () => {
  await hold([
    { trip: 5, count: 120 },
    { trip: 5, count: 110 },
  ]);
});

test("when only the far one has any left", { meta: { points: 2 } }, async () => {
  await hold([
    { trip: 2, count: 40 },
    { trip: 8, count: 240 },
  ]);
});

test("when only the near one has any left", { meta: { points: 2 } }, async () => {
  await hold([
    { trip: 2, count: 240 },
    { trip: 8, count: 40 },
  ]);
});
