import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/06-relieve-the-hot-network/relieve-the-hot-network.ts"),
);

interface Deal {
  readonly known: readonly Quake[];
  readonly reports: readonly Quake[];
}

const slim = (quakes: readonly Quake[]) => quakes.map(({ id, net }) => ({ id, net }));

/** One dispatcher for each deal, made before the first of them runs. How many of each network each desk had. */
const deal = (deals: readonly Deal[], desks: number) =>
  mine.evaluate(
    async ({ relieved }, { System, consumer, fromIterable, week }, { all, count }) => {
      const whole = (some: readonly { id: string; net: string }[]) =>
        some.map((report, index) => ({ ...week[index % week.length]!, ...report }));
      const made = all.map(({ known }) => relieved(whole(known), count));
      const results: { byDesk: Map<string, number>[]; end: string }[] = [];
      for (const [index, { reports }] of all.entries()) {
        const system = new System({ clock: "virtual", log: false });
        const to = system.start(fromIterable(whole(reports)), { dispatcher: made[index]! });
        const byDesk = Array.from({ length: count }, () => new Map<string, number>());
        for (const [partition, had] of byDesk.entries()) {
          const review = consumer<Quake>(() => ({
            handleEvents(events) {
              for (const { net } of events) had.set(net, (had.get(net) ?? 0) + 1);
            },
          }));
          system.start(review, { subscribeTo: [{ to, partition, maxDemand: 8 }] });
        }
        await system.idle();
        results.push({ byDesk, end: String(to.exitReason) });
      }
      return results;
    },
    {
      all: deals.map(({ known, reports }) => ({ known: slim(known), reports: slim(reports) })),
      count: desks,
    },
  );

const quakes = aftershocks({ seed: mine.seed, count: 400 });

/** A week of networks that get smaller and smaller, the largest last, among them one that has `share` of all. */
function weekOf(networks: number, share: number): Quake[] {
  const counts = Array.from({ length: networks }, (_, n) => 1 + n + (quakes[n]!.sig % 3));
  const rest = counts.reduce((sum, count) => sum + count, 0);
  counts.push(Math.round((rest * share) / (1 - share)));
  return reportsOf(Object.fromEntries(counts.map((count, n) => [`n${n}`, count])));
}

/** So many quakes of each network, one network after the other. */
function reportsOf(counts: Readonly<Record<string, number>>): Quake[] {
  return Object.entries(counts).flatMap(([net, count]) =>
    quakes.slice(0, count).map((quake, index) => ({ ...quake, net, id: `${net} ${index + 1}` })),
  );
}

const loadOf = (had: ReadonlyMap<string, number>) => [...had.values()].reduce((a, b) => a + b, 0);

test("other weeks, other desks", { meta: { points: 2 } }, async () => {
  for (const [desks, share] of [
    [2, 0.3],
    [3 + (mine.seed % 3), 0.5],
    [4, 0.1],
  ] as const) {
    const week = weekOf(14 + (mine.seed % 5), share);
    const [result] = await deal([{ known: week, reports: week }], desks);
    const loads = result!.byDesk.map(loadOf);
    const networks = new Map<string, number>();
    for (const { net } of week) networks.set(net, (networks.get(net) ?? 0) + 1);
    const limit = Math.floor(1.1 * Math.max(week.length / desks, ...networks.values()));
    expect(
      loads.reduce((a, b) => a + b, 0),
      `Quakes that reached one of ${desks} desks`,
    ).toBe(week.length);
    expect(
      Math.max(...loads),
      `${week.length} quakes of ${networks.size} networks, the largest with ${Math.max(...networks.values())}. ${desks} desks have ${loads.join(", ")}: the busiest one`,
    ).toBeLessThanOrEqual(limit);
  }
});

// Planned by the even week a, b and c are at three desks; by the uneven one they share a desk.
const size = 10 + (mine.seed % 7);
const evenWeek = { a: 3 * size, b: 3 * size, c: 3 * size, d: size, e: size, f: size };
const unevenWeek = { a: size, b: size, c: size, d: 6 * size, e: 6 * size };

test("new networks, and two dispatchers at a time", { meta: { points: 2 } }, async () => {
  const plans = [evenWeek, unevenWeek].map(reportsOf);
  const renamed = quakes
    .slice(0, 90)
    .map((quake, index) => ({ ...quake, net: `x${(index * 7 + mine.seed) % 9}` }));
  const results = await deal(
    [
      ...plans.map((known) => ({ known, reports: known })),
      { known: weekOf(5, 0.4), reports: renamed },
      { known: [], reports: renamed },
    ],
    3,
  );
  for (const [index, { byDesk, end }] of results.entries()) {
    expect(end, `The end of feed ${index + 1} of four`).toBe("normal");
    if (index < 2) continue;
    const desksOf = Array.from(
      { length: 9 },
      (_, n) => byDesk.filter((had) => had.has(`x${n}`)).length,
    );
    expect(
      desksOf,
      "Nine networks that were silent last week. How many desks each of them has",
    ).toEqual(Array(9).fill(1));
  }
  for (const [index, limit] of [Math.floor(4.4 * size), Math.floor(6.6 * size)].entries()) {
    const loads = results[index]!.byDesk.map(loadOf);
    expect(
      Math.max(...loads),
      `Four dispatchers were made, each by a plan of its own, before the first one ran. By dispatcher ${index + 1} the desks have ${loads.join(", ")}: the busiest one`,
    ).toBeLessThanOrEqual(limit);
  }
});
