import { mainShock, replay, week } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./predict-the-depth.ts"));

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

// Walks through the night as the clock does: quakes drop in, and whenever the reviewer is free it takes the next one out.
function walked({ arrivals, serviceMs, times }: Night): number[] {
  return times.map((t) => {
    const mailbox: number[] = [];
    let freeAt = 0;
    for (const arrival of arrivals.filter((at) => at <= t)) {
      while (mailbox.length > 0 && freeAt <= arrival) {
        mailbox.shift();
        freeAt += serviceMs;
      }
      if (mailbox.length === 0 && freeAt <= arrival) freeAt = arrival + serviceMs;
      else mailbox.push(arrival);
    }
    while (mailbox.length > 0 && freeAt <= t) {
      mailbox.shift();
      freeAt += serviceMs;
    }
    return mailbox.length;
  });
}

const list = (numbers: number[]) => numbers.map((n) => n.toLocaleString("en")).join(", ");

test("the quake under review is not in the mailbox", { meta: { points: 1 } }, async () => {
  const night = { arrivals: [0, 0, 0], serviceMs: 400, times: [0, 399, 400, 800] };
  const seen = await yours(night);
  const truth = walked(night);
  const fault =
    seen[0]! < truth[0]!
      ? "Three quakes drop in at 0 ms. One is in the reviewer's hands and both others wait: a feed that pushes waits for nobody"
      : seen[1] === truth[1]
        ? "What happens at an instant has happened: at 0 ms the first review has begun, at 400 ms the second, at 800 ms the third"
        : "Three quakes drop in at 0 ms and the reviewer takes the first out at once: it is in the reviewer's hands, not in the mailbox";
  expect(seen, `${fault}. The depths at ${list(night.times)} ms`).toEqual(truth);
});

test("time with nothing to review is not saved up", { meta: { points: 1 } }, async () => {
  const night = {
    arrivals: [0, 5300, 5300, 5300],
    serviceMs: 1000,
    times: [5299, 5300, 6299, 6300],
  };
  const seen = await yours(night);
  const truth = walked(night);
  expect(
    seen,
    (seen[0]! > 1
      ? "At 5,299 ms three of the four quakes have not happened yet, and what has not dropped in does not wait. "
      : seen.some((depth, index) => depth < truth[index]!)
        ? "From 1,000 to 5,300 ms the reviewer had nothing to review. You let it clear quakes with that time later; that time is gone. "
        : "The reviewer is idle when three quakes drop in at 5,300 ms: it takes the first as soon as it is there, not later. ") +
      `The depths at ${list(night.times)} ms`,
  ).toEqual(truth);
});

test("under overload the depth grows along a straight line", { meta: { points: 1 } }, async () => {
  const arrivals = Array.from({ length: 101 }, (_, index) => index * 100);
  const night = { arrivals, serviceMs: 250, times: [1000, 2000, 4000, 10_000] };
  expect(
    await yours(night),
    "In each second ten quakes arrive and four reviews begin, so six more lie in the mailbox than a second before, for as long " +
      `as it lasts: a feed that pushes waits for nobody. The depths at ${list(night.times)} ms`,
  ).toEqual(walked(night));
});

test("the night of 6 February", { meta: { points: 2 } }, async () => {
  const shocks = week.filter(
    (quake) => quake.time >= mainShock.time && quake.place.endsWith("Hualian, Taiwan"),
  );
  // A minute of that night is a second here; a review takes an hour and a half of it.
  const arrivals = replay(shocks, { speed: 60 }).map(({ at }) => at);
  const night = { arrivals, serviceMs: 90_000, times: [...arrivals, 600_000] };
  expect(
    await yours(night),
    `The ${shocks.length} shocks of that night did not come at an even pace. Their average says little: ` +
      `a mailbox holds the burst, not the average. The depths at ${list(night.times)} ms`,
  ).toEqual(walked(night));
});
