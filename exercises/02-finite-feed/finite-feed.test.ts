import type { SubscriptionRef } from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./finite-feed.ts"));

/** Nine quakes of the sequence of Hualien: quake 1 to quake 9. */
const night = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan")).slice(0, 9);

/** Starts a feed of the first quakes so many times, asks each by hand, and tells what came and how it ended. */
const play = (length: number, demands: number[], times = 1) =>
  mine.evaluate(
    async ({ finiteFeed }, { System, consumer }, { asks, starts, quakes }) => {
      const definition = finiteFeed(quakes);
      const numbers = new Map(quakes.map(({ id }, index) => [id, index + 1]));
      const runs: { came: (number | string)[][]; unasked: number; ended: string[] }[] = [];
      for (let start = 1; start <= starts; start += 1) {
        const system = new System({ clock: "virtual", trace: true });
        const run: (typeof runs)[0] = { came: [], unasked: 0, ended: [] };
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
          };
        });
        const feed = system.start(definition, { name: "feed" });
        const reader = system.start(asker, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
        for (const demand of asks) {
          run.came.push([]);
          system.cast(reader, demand);
          await system.idle();
        }
        for (const entry of system.trace.entries) {
          if (entry.type === "buffered") run.unasked += entry.count;
          if (entry.type === "exit" && entry.stage === "feed") run.ended.push(String(entry.reason));
        }
        runs.push(run);
      }
      return runs;
    },
    { asks: demands, starts: times, quakes: night.slice(0, length) },
  );

const span = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test("hands out every quake, then ends", { meta: { points: 2 } }, async () => {
  const [run] = await play(9, [4, 4, 4]);
  const { came, ended } = run!;
  const isTwice = new Set(came.flat()).size < came.flat().length;
  expect(
    came,
    `${isTwice ? "A quake came a second time" : "Each quake comes once, in order"}. Nine quakes, asked for 4, 4 and 4; what came each time`,
  ).toEqual([span(1, 4), span(5, 8), [9]]);
  expect(
    ended,
    ended.length === 0
      ? "Every quake was handed out and the feed still runs: its reader cannot tell a pause from the end. How it ended"
      : 'To its readers, a feed that ends with a reason other than "normal" has crashed. How it ended',
  ).toEqual(["normal"]);
});

test("ends with the last quake, without being asked again", { meta: { points: 2 } }, async () => {
  const [run] = await play(9, [4, 5]);
  expect(run!.came.flat(), "Nine quakes, asked for 4 and 5; what came").toEqual(span(1, 9));
  expect(
    run!.ended,
    "Nine were asked for and nine were handed out. You end the feed only when it is asked again, and a reader that has enough never does. How it ended",
  ).toEqual(["normal"]);
});

test("never more than was asked, never less than is left", { meta: { points: 2 } }, async () => {
  const [half] = await play(9, [2, 3]);
  expect(
    half!.unasked,
    `You handed out ${half!.unasked} that nobody had asked for; they lie in the stage's buffer. Too many`,
  ).toBe(0);
  expect(half!.came, "Nine quakes, asked for 2 and 3; what came").toEqual([span(1, 2), span(3, 5)]);
  expect(half!.ended, "Four quakes are left, so the feed goes on. How it ended").toEqual([]);
  const [rest] = await play(5, [2, 100]);
  const padding = rest!.came.flat().filter((number) => number === "no quake").length;
  expect(
    rest!.came,
    `${padding > 0 ? `${padding} of the events you handed out are no quakes` : "Three were left"}. Five quakes, asked for 2 and 100; what came`,
  ).toEqual([span(1, 2), span(3, 5)]);
  expect(rest!.ended, "All five were handed out. How it ended").toEqual(["normal"]);
});

test("an empty feed ends too", { meta: { points: 1 } }, async () => {
  const [empty] = await play(0, [3]);
  expect(empty!.came.flat(), "A feed of no quakes was asked for 3; what came").toEqual([]);
  expect(
    empty!.ended,
    "A feed of no quakes at all is over at once, and its reader must be told. How it ended",
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
