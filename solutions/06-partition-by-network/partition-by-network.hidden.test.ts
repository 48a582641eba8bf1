import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/06-partition-by-network/partition-by-network.ts"),
);

const deal = (reports: readonly Quake[], desks: number) =>
  mine.evaluate(
    async ({ byNetwork }, { System, consumer, fromIterable, week }, { slim, count }) => {
      const quakes = slim.map((report, index) => ({ ...week[index % week.length]!, ...report }));
      const system = new System({ clock: "virtual", log: false });
      const to = system.start(fromIterable(quakes), { dispatcher: byNetwork(count) });
      const done: { id: string; net: string; desk: number }[] = [];
      for (let desk = 0; desk < count; desk++) {
        const review = consumer<Quake>((stage) => ({
          async handleEvents(events) {
            for (const { id, net } of events) {
              await stage.sleep((count - desk) * 1_000);
              done.push({ id, net, desk });
            }
          },
        }));
        const order = { to, partition: desk, maxDemand: 5 };
        system.start(review, { name: `desk ${desk}`, subscribeTo: [order] });
      }
      await system.idle();
      return { done, crash: String(to.exitReason) };
    },
    { slim: reports.map(({ id, net, type }) => ({ id, net, type })), count: desks },
  );

const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** Made-up quakes of these networks, some of them blasts. */
function reportsOf(networks: readonly string[], count: number): Quake[] {
  return aftershocks({ seed: mine.seed, count }).map((quake, index) => ({
    ...quake,
    net: networks[(index * 7 + quake.sig) % networks.length]!,
    type: quake.updated % 6 === 0 ? "explosion" : "earthquake",
  }));
}

test("all letters of the name count", { meta: { points: 2 } }, async () => {
  // Nobody has a table of names of which one letter is drawn.
  const drawn = letters[2 + (mine.seed % 5)]!;
  for (const [desks, name] of [
    [4, (letter: string) => `n${letter}`],
    [4, (letter: string) => `${letter}n`],
    // With seven desks, for which no place of a letter has a weight of nothing in a hash that multiplies.
    [7, (letter: string) => `zq${letter}`],
    [7, (letter: string) => `z${letter}${drawn}q`],
  ] as const) {
    const reports = [...letters, ...letters].map((letter, index) => ({
      ...reportsOf([name(letter)], 1)[0]!,
      id: `report ${index + 1}`,
      type: "earthquake" as const,
    }));
    const { done } = await deal(reports, desks);
    const used = new Set(done.map(({ desk }) => desk)).size;
    expect(
      used,
      `The networks from \`${name("a")}\` to \`${name("z")}\` are at one and the same desk of ${desks}. All letters of the name count. Desks in use`,
    ).toBeGreaterThan(1);
    for (const net of new Set(done.map((one) => one.net))) {
      const seats = new Set(done.filter((one) => one.net === net).map(({ desk }) => desk));
      expect(seats.size, `Two reports of \`${net}\`; desks that had one`).toBe(1);
    }
  }
});

test("names of any length", { meta: { points: 2 } }, async () => {
  const networks = [
    "q",
    "se",
    "pacific-north-west",
    "observatorio vulcanológico",
    "netz-".repeat(9),
  ];
  const reports = reportsOf([...networks, `x${mine.seed}`, `seismic ${mine.seed}`], 160);
  for (const desks of [1, 3 + (mine.seed % 4), 7]) {
    const { done, crash } = await deal(reports, desks);
    expect(
      crash,
      `The end of the feed, ${desks} desks. It ends in error when the hash names a partition that does not exist: there are only 0 to ${desks - 1}`,
    ).toBe("normal");
    for (const net of new Set(reports.map((quake) => quake.net))) {
      const own = done.filter((one) => one.net === net);
      const expected = reports.filter((quake) => quake.net === net && quake.type === "earthquake");
      expect(
        own.map(({ id }) => id),
        `${desks} desks; the earthquakes of \`${net}\`, as they were done`,
      ).toEqual(expected.map(({ id }) => id));
      expect(
        new Set(own.map(({ desk }) => desk)).size,
        `${desks} desks; how many of them have earthquakes of \`${net}\``,
      ).toBeLessThanOrEqual(1);
    }
  }
});
