import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/06-alarms-by-selector/alarms-by-selector.ts"));

const kinds = ["earthquake", "explosion", "quarry blast", "earthquake", "earthquake"] as const;

test("a sequence of aftershocks and five alarms", { meta: { points: 2 } }, async () => {
  // More than a default order, and the last alarm wants nothing for a long time: what it turns away must not hold up the others.
  const quakes = aftershocks({ seed: mine.seed, count: 1_400, magMin: 1 }).map((quake) => ({
    ...quake,
    type: kinds[quake.sig % kinds.length]!,
  }));
  const thresholds = [1, 1.5, 2 + (mine.seed % 10) / 10, 4, 9];
  const { archive, alarms } = await mine.evaluate(
    async ({ setUp }, { System, consumer, fromIterable, week }, { slim, from }) => {
      const reports = slim.map((report) => ({ ...week[0]!, ...report }));
      const system = new System({ clock: "virtual" });
      const desk = (got: string[]) =>
        consumer<Quake>(() => ({
          handleEvents: (events) => void got.push(...events.map(({ id }) => id)),
        }));
      const all: string[] = [];
      const listening = from.map((threshold) => {
        const got: string[] = [];
        return { from: threshold, stage: desk(got), got };
      });
      setUp(system, fromIterable(reports), desk(all), listening);
      await system.idle();
      return { archive: all, alarms: listening.map(({ got }) => got) };
    },
    { slim: quakes.map(({ id, mag, type }) => ({ id, mag, type })), from: thresholds },
  );
  expect(archive, "1,400 reports; at the archive").toEqual(quakes.map(({ id }) => id));
  for (const [index, from] of thresholds.entries()) {
    const strong = quakes.filter(({ type, mag }) => type === "earthquake" && mag >= from);
    expect(alarms[index], `1,400 reports; at the alarm from ${from}`).toEqual(
      strong.map(({ id }) => id),
    );
  }
});
