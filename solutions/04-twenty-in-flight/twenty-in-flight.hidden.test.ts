import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/04-twenty-in-flight/twenty-in-flight.ts"));

interface Tape {
  trip: number;
  quakes: readonly Quake[];
}

const play = (tapes: readonly Tape[], reviewMs: number) =>
  mine.evaluate(
    async ({ subscriptions }, { System, consumer, producer }, input) => {
      const system = new System({ clock: "virtual" });
      const handled: string[] = [];
      let [inFlight, mostInFlight, began, ended] = [0, 0, -1, 0];
      const cellars = input.tapes.map(({ trip, quakes }) => {
        const tripMs = trip * input.reviewMs;
        const cellar = producer<Quake>((stage) => {
          let next = 0;
          return {
            handleDemand: async (demand) => {
              if (next === quakes.length) return [];
              await stage.sleep(tripMs);
              const events = quakes.slice(next, next + demand);
              next += events.length;
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
          for (const { id } of events) {
            await stage.sleep(input.reviewMs);
            inFlight -= 1;
            handled.push(id);
          }
          ended = stage.now();
        },
      }));
      system.start(desk, { subscribeTo: subscriptions(cellars, input.reviewMs) });
      await system.idle();
      const busyPercent = (100 * handled.length * input.reviewMs) / (ended - began);
      return { mostInFlight, handled, busyPercent };
    },
    { tapes, reviewMs },
  );

/** Trips of three cellars, ten quakes together, and quakes of the student's own. */
function places(seed: number): Tape[] {
  const near = 1 + (seed % 3);
  const middle = 1 + (Math.floor(seed / 3) % 4);
  return [near, middle, 10 - near - middle].map((trip, index) => ({
    trip,
    quakes: aftershocks({ seed: seed + index, count: 60 }),
  }));
}

test("three cellars, each of them the last", { meta: { points: 3 } }, async () => {
  const three = places(mine.seed);
  const reviewMs = 1000 * (1 + (mine.seed % 90));
  for (let last = 0; last < 3; last++) {
    const longest = aftershocks({ seed: mine.seed + 10, count: 300 });
    const tapes = three.map((tape, index) =>
      index === last ? { ...tape, quakes: longest } : tape,
    );
    const { mostInFlight, handled, busyPercent } = await play(tapes, reviewMs);
    const scene = `Trips of ${tapes.map(({ trip }) => trip).join(", ")} quakes; the one of ${tapes[last]!.trip} has some left when the others have none`;
    expect(mostInFlight, `${scene}. Most in flight`).toBeLessThanOrEqual(20);
    expect([...handled].sort(), `${scene}. What was handled`).toEqual(
      tapes.flatMap(({ quakes }) => quakes.map(({ id }) => id)).sort(),
    );
    expect(busyPercent, `${scene}. How busy the desk was, in percent`).toBeGreaterThanOrEqual(95);
  }
});

test("one cellar, at every distance", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 150 });
  for (let trip = 1; trip <= 10; trip++) {
    const { mostInFlight, busyPercent } = await play([{ trip, quakes }], 700);
    expect(mostInFlight, `One trip of ${trip} quakes. Most in flight`).toBeLessThanOrEqual(20);
    expect(
      busyPercent,
      `One trip of ${trip} quakes. How busy the desk was, in percent`,
    ).toBeGreaterThanOrEqual(95);
  }
});
