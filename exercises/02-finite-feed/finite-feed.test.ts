import type { SubscriptionRef } from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./finite-feed.ts"));

/** Nine quakes of the sequence of Hualien: quake 1 to quake 9. */
const night = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan")).slice(0, 9);

/** What came on each demand, how it ended, the furthest it read ahead, what nobody had asked for; was a loop left? */
interface Run {
  came: (number | string)[][];
  ended: string[];
  ahead: number;
  unasked: number;
  wasLeft: boolean;
}

/**
 * Starts a feed of the first quakes so many times and asks each by hand: a subscription that is "manual" asks when
 * `stage.ask` is called and not by itself (chapter 9). With room for none in the feed's buffer, what nobody asked for is
 * thrown away.
 */
const play = (length: number, demands: number[], times = 1) =>
  mine.evaluate(
    async ({ finiteFeed }, { System, consumer }, { asks, starts, quakes }) => {
      let taken = 0;
      let wasLeft = false;
      const recording = {
        *[Symbol.iterator]() {
          try {
            for (const quake of quakes) {
              taken += 1;
              yield quake;
            }
          } finally {
            wasLeft ||= taken < quakes.length;
          }
        },
      };
      const definition = finiteFeed(recording);
      const numbers = new Map(quakes.map(({ id }, index) => [id, index + 1]));
      const runs: Run[] = [];
      for (let start = 1; start <= starts; start += 1) {
        const system = new System({ clock: "virtual", trace: true });
        const run: Run = { came: [], ended: [], ahead: 0, unasked: 0, wasLeft: false };
        const asker = consumer<Quake>((stage) => {
          let from: SubscriptionRef | undefined;
          return {
            handleSubscribe: (_role, _options, subscription) => {
              from = subscription;
              return "manual";
            },
            handleCast: (demand: number) => stage.ask(from!, demand),
            handleEvents: (events) =>
              void run.came.at(-1)!.push(...events.map((it) => numbers.get(it?.id) ?? "no quake")),
            handleCancel: ({ reason }) => void run.ended.push(String(reason)),
          };
        });
        taken = 0;
        const feed = system.start(definition, { name: "feed", bufferSize: 0 });
        const reader = system.start(asker, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
        for (const demand of asks) {
          run.came.push([]);
          system.cast(reader, demand);
          await system.idle();
          run.ahead = Math.max(run.ahead, taken - run.came.flat().length);
        }
        for (const entry of system.trace.entries)
          if (entry.type === "discarded") run.unasked += entry.count;
        runs.push({ ...run, wasLeft });
      }
      return runs;
    },
    { asks: demands, starts: times, quakes: night.slice(0, length) },
  );

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** What a wrong list of quakes tells of the feed. */
const faultOf = ({ came, unasked, wasLeft }: Run) => {
  const padding = came.flat().filter((number) => number === "no quake").length;
  if (unasked > 0)
    return `You handed out ${unasked} that nobody had asked for, and they are thrown away here`;
  if (padding > 0) return `${padding} of the events you handed out are no quakes`;
  if (new Set(came.flat()).size < came.flat().length) return "A quake came a second time";
  if (wasLeft)
    return "A `for … of` that is left, by `break` for example, closes the iterator: nothing more comes out of it. Read by hand";
  return "Each quake comes once, in order, as soon as it is asked for";
};

/** What a feed that did not end with "normal" tells its readers. */
const howItEnded = (ended: readonly string[], silence: string) =>
  `${ended.length === 0 ? silence : 'To its readers, a feed that ends with a reason other than "normal" has crashed'}. How it ended`;

test("hands out every quake, then ends", { meta: { points: 2 } }, async () => {
  const [run] = await play(9, [4, 4, 4]);
  const { came, ended } = run!;
  expect(came, `${faultOf(run!)}. Nine quakes, asked for 4, 4 and 4; what came each time`).toEqual([
    span(1, 4),
    span(5, 8),
    [9],
  ]);
  expect(
    ended,
    howItEnded(
      ended,
      "Every quake was handed out and the feed still runs: its reader cannot tell a pause from the end",
    ),
  ).toEqual(["normal"]);
});

test("ends with the last quake, without being asked again", { meta: { points: 2 } }, async () => {
  const [run] = await play(9, [4, 5]);
  expect(run!.came.flat(), `${faultOf(run!)}. Nine quakes, asked for 4 and 5; what came`).toEqual(
    span(1, 9),
  );
  expect(
    run!.ended,
    howItEnded(
      run!.ended,
      "Nine were asked for and nine were handed out. You do not end the feed unless it is asked again, and a reader that has enough never asks",
    ),
  ).toEqual(["normal"]);
});

test("reads one quake ahead at most", { meta: { points: 1 } }, async () => {
  const [run] = await play(9, [2, 3]);
  expect(run!.came, `${faultOf(run!)}. Nine quakes, asked for 2 and 3; what came`).toEqual([
    span(1, 2),
    span(3, 5),
  ]);
  expect(
    run!.ahead,
    "You read quakes from disk that nobody had asked for. To see the end coming, one ahead is enough. Read and not handed out, at most",
  ).toBeLessThanOrEqual(1);
});

test("never more than was asked, never less than is left", { meta: { points: 1 } }, async () => {
  const [half] = await play(9, [2, 3]);
  expect(half!.came, `${faultOf(half!)}. Nine quakes, asked for 2 and 3; what came`).toEqual([
    span(1, 2),
    span(3, 5),
  ]);
  expect(half!.ended, "Four quakes are left, so the feed goes on. How it ended").toEqual([]);
  const [rest] = await play(5, [2, 100]);
  expect(
    rest!.came,
    `${faultOf(rest!)}. Five quakes, asked for 2 and 100: the rest is three; what came`,
  ).toEqual([span(1, 2), span(3, 5)]);
  expect(rest!.ended, howItEnded(rest!.ended, "All five were handed out")).toEqual(["normal"]);
});

test("an empty feed ends too", { meta: { points: 1 } }, async () => {
  const [empty] = await play(0, [3]);
  expect(
    empty!.came.flat(),
    `${faultOf(empty!)}. A feed of no quakes was asked for 3; what came`,
  ).toEqual([]);
  expect(
    empty!.ended,
    howItEnded(
      empty!.ended,
      "A feed of no quakes at all is over at once, and its reader must be told",
    ),
  ).toEqual(["normal"]);
  const [single] = await play(1, [3]);
  expect(single!.came.flat(), "A feed of one quake was asked for 3; what came").toEqual(span(1, 1));
});

test("every start begins with the first quake", { meta: { points: 1 } }, async () => {
  const runs = await play(9, [5, 5], 2);
  runs.forEach(({ came, ended }, index) => {
    const which =
      index === 0
        ? "The first start"
        : "A second start of the same definition begins with the first quake, too";
    expect(came, `${which}. Nine quakes, asked for 5 and 5; what came`).toEqual([
      span(1, 5),
      span(6, 9),
    ]);
    expect(ended, `${which}. How it ended`).toEqual(["normal"]);
  });
});
