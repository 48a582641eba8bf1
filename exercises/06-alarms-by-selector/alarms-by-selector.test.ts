import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./alarms-by-selector.ts"));

/** Opens the desk. The first report is there at once, the others come minute by minute. They go by their places in the feed, from 1. */
const open = (reports: readonly Quake[], thresholds: readonly number[]) =>
  mine.evaluate(
    async ({ setUp }, { System, consumer, producer }, { quakes, from }) => {
      const system = new System({ clock: "virtual" });
      const starts = { feed: 0, desks: from.map(() => 0) };
      const feed = producer<Quake>((stage) => {
        const waiting = quakes.slice(0, 1);
        let owed = 0;
        starts.feed += 1;
        for (const [index, quake] of quakes.entries())
          if (index > 0) stage.sendAfter(index * 60_000, quake);
        const handOut = () => {
          const events = waiting.splice(0, owed);
          owed -= events.length;
          return events;
        };
        return {
          handleDemand: (demand) => ((owed += demand), handOut()),
          handleInfo: (quake: Quake) => (waiting.push(quake), handOut()),
        };
      });
      const places = new Map(quakes.map(({ id }, index) => [id, index + 1]));
      const desk = (got: number[], onStart = () => {}) =>
        consumer<Quake>(() => {
          onStart();
          return {
            handleEvents: (events) => void got.push(...events.map(({ id }) => places.get(id)!)),
          };
        });
      const archive: number[] = [];
      const alarms = from.map((threshold, index) => {
        const got: number[] = [];
        const stage = desk(got, () => void (starts.desks[index]! += 1));
        return { from: threshold, stage, got };
      });
      setUp(system, feed, desk(archive), alarms);
      await system.advance(quakes.length * 60_000);
      return { archive, alarms: alarms.map(({ got }) => got), starts };
    },
    { quakes: reports, from: thresholds },
  );

/** A strong one first: whoever subscribes late misses it. */
const morning: Quake[] = (
  [
    ["earthquake", 6.4],
    ["earthquake", 0.5],
    ["explosion", 5.6],
    ["earthquake", 4.5],
    ["earthquake", 5.5],
    ["quarry blast", 4.9],
    ["earthquake", 3.1],
    ["earthquake", 4.7],
  ] as const
).map(([type, mag], index) => ({ ...week[index]!, type, mag }));

const everything = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test("the archive has every report", { meta: { points: 3 } }, async () => {
  const { archive, starts } = await open(morning, [4.5, 5.5]);
  const said =
    archive.length === 0
      ? "Nothing reached the archive. A feed that holds everything back does so until it is set to another mode"
      : String(archive) === String(everything(morning.length).slice(1))
        ? "Report 1 had left before the archive subscribed: a feed can hold back what it has until everybody is there"
        : String(archive) === "1,2,4,5,7,8"
          ? "A blast wakes nobody, but the archive files it: what you select for the alarms is not for the archive"
          : "The archive gets every report, whoever else listens. A dispatcher decides whether an event goes to one consumer or to every consumer";
  expect(archive, `${said}. The reports at the archive, by their numbers`).toEqual(
    everything(morning.length),
  );
  expect(
    starts,
    "The feed is started once, and each alarm too: what leaves one feed can reach everybody who subscribes to it. Starts of the feed, and of each alarm",
  ).toEqual({ feed: 1, desks: [1, 1] });
});

test("alarms miss no earthquake", { meta: { points: 3 } }, async () => {
  const { alarms } = await open(morning, [4.5, 5.5]);
  const [low, high] = [alarms[0] ?? [], alarms[1] ?? []];
  expect(
    [low, high].map((got) => got.includes(1)),
    "Report 1, an earthquake of magnitude 6.4, is for both alarms. It had left already when the alarm subscribed, or it went to another desk, or the feed still holds it. " +
      "Did the alarm from 4.5 get it, and the alarm from 5.5",
  ).toEqual([true, true]);
  expect(
    [low.includes(4), high.includes(5)],
    "Report 4 has magnitude 4.5 and report 5 has 5.5: an alarm hears of earthquakes of exactly its threshold too, and each alarm goes by " +
      "its own threshold. Did the alarm from 4.5 get report 4, and the alarm from 5.5 report 5",
  ).toEqual([true, true]);
  const earthquakes = low.filter((place) => morning[place - 1]?.type === "earthquake");
  expect(earthquakes, "The earthquakes at the alarm from 4.5, by their numbers").toEqual([
    1, 4, 5, 8,
  ]);
});

test("a blast wakes nobody", { meta: { points: 1 } }, async () => {
  const { alarms } = await open(morning, [4.5]);
  const got = alarms[0] ?? [];
  expect(
    got.filter((place) => morning[place - 1]?.type !== "earthquake"),
    "Report 3 is an explosion and report 6 a quarry blast. Both are strong enough, and neither is an earthquake. Blasts at the alarm from 4.5",
  ).toEqual([]);
  expect(
    got,
    "No blast came, but not because the alarm selects: the earthquakes for it are not all there. At the alarm from 4.5",
  ).toEqual([1, 4, 5, 8]);
});
