import { aftershocks, mainShock } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/01-predict-the-depth/predict-the-depth.ts"));

interface Night {
  arrivals: number[];
  serviceMs: number;
  times: number[];
}

const yours = (night: Night) =>
  mine.evaluate(
    ({ depthAt }, _lib, { arrivals, serviceMs, times }) =>
      times.map((t) => depthAt(arrivals, serviceMs, t)),
    night,
  );

// Not the solution's way: how many have arrived, less how many reviews have begun.
function counted({ arrivals, serviceMs, times }: Night): number[] {
  const begins: number[] = [];
  for (const arrival of arrivals)
    begins.push(Math.max(arrival, (begins.at(-1) ?? -Infinity) + serviceMs));
  return times.map(
    (t) => arrivals.filter((at) => at <= t).length - begins.filter((at) => at <= t).length,
  );
}

/** A burst of the student's own, in seconds since the main shock played as milliseconds. */
function burst(count: number): number[] {
  const quakes = aftershocks({ seed: mine.seed, count, days: 1, c: 0.01 });
  return quakes.map((quake) => Math.round((quake.time - mainShock.time) / 1000));
}

test(
  "a burst of aftershocks, from the first minute to the last",
  { meta: { points: 1 } },
  async () => {
    const arrivals = burst(400);
    const times = Array.from({ length: 60 }, (_, index) => index * 1500);
    for (const serviceMs of [30, 200, 250]) {
      const night = { arrivals, serviceMs, times };
      const [seen, truth] = [await yours(night), counted(night)];
      times.forEach((t, index) => {
        expect(
          seen[index],
          `400 aftershocks, ${serviceMs} ms a review: the mailbox fills in the burst and drains only while fewer arrive than are ` +
            `reviewed. The depth at ${t} ms`,
        ).toBe(truth[index]);
      });
    }
  },
);

test("what happens at t has happened", { meta: { points: 1 } }, async () => {
  const arrivals = burst(60);
  const serviceMs = 700 + (mine.seed % 300);
  const ends = arrivals.map((at) => at + serviceMs);
  const night = { arrivals, serviceMs, times: [...arrivals, ...ends, Math.max(...ends) * 10] };
  const [seen, truth] = [await yours(night), counted(night)];
  night.times.forEach((t, index) => {
    expect(
      seen[index],
      `A quake that arrives at t has arrived, and a review that is due to end at t has ended. The depth at ${t} ms, ${serviceMs} ms a review`,
    ).toBe(truth[index]);
  });
});
