import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./partition-by-network.ts"));

/** Deals reports out to desks, of which each takes a minute longer than the one before. The ids as they were done, and where. */
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
              await stage.sleep((1 + desk) * 60_000);
              done.push({ id, net, desk });
            }
          },
        }));
        const order = { to, partition: desk, maxDemand: 4, minDemand: 0 };
        system.start(review, { name: `desk ${desk}`, subscribeTo: [order] });
      }
      await system.idle();
      return { done, end: String(to.exitReason) };
    },
    { slim: reports.map(({ id, net, type }) => ({ id, net, type })), count: desks },
  );

const isEarthquake = ({ type }: Quake) => type === "earthquake";
const idsOf = (quakes: readonly { id: string }[]) => quakes.map(({ id }) => id);

test("all of one network at one desk", { meta: { points: 3 } }, async () => {
  const reports = week.filter(isEarthquake).slice(0, 240);
  const { done, end } = await deal(reports, 4);
  expect(
    end,
    "How the feed ended; it has only earthquakes. It ends in error when the hash names a partition that does not exist: there are 0, 1, 2 and 3",
  ).toBe("normal");
  for (const net of ["ci", "nc", "ak"]) {
    const own = done.filter((one) => one.net === net);
    expect(
      new Set(own.map(({ desk }) => desk)).size,
      `Desks at which there are earthquakes of \`${net}\`. It is one, however busy that desk is: the network alone decides, where the default looks at the whole quake`,
    ).toBe(1);
    expect(
      idsOf(own),
      `The earthquakes of \`${net}\`, in the order in which they were done`,
    ).toEqual(idsOf(reports.filter((quake) => quake.net === net)));
  }
  const named = [..."abcdefghijklmnopqrstuvwxyz"].map((letter, index) => ({
    ...reports[index]!,
    net: `n${letter}`,
  }));
  const used = new Set((await deal(named, 4)).done.map(({ desk }) => desk)).size;
  expect(
    used,
    "How many of four desks have something to do, with one earthquake of each network from `na` to `nz`. More than one: all letters of the name count, and they share out the work",
  ).toBeGreaterThan(1);
});

test("blasts go to nobody", { meta: { points: 2 } }, async () => {
  const { done, end } = await deal(week, 3);
  expect(
    end,
    "How the feed ended. It must not end in error, as it does when the hash names a partition that does not exist: a blast goes to no partition",
  ).not.toContain("Unknown partition");
  const blasts = week.filter((quake) => !isEarthquake(quake));
  const reviewed = idsOf(done).filter((id) => blasts.some((blast) => blast.id === id));
  expect(
    reviewed.length,
    `The week has ${blasts.length} explosions and quarry blasts, and nobody reviews them. How many were reviewed`,
  ).toBe(0);
  expect(
    done.length,
    "Earthquakes of the week that were reviewed. If fewer came than there are, the feed stands still: what waits for a desk that does not exist has taken the demand with it",
  ).toBe(week.length - blasts.length);
});

test("the name decides, not who came first", { meta: { points: 1 } }, async () => {
  const reports = week.filter(isEarthquake).slice(0, 60);
  const deskOf = (done: readonly { net: string; desk: number }[]) =>
    Object.fromEntries(done.map(({ net, desk }) => [net, desk]));
  const forwards = await deal(reports, 4);
  const backwards = await deal([...reports].reverse(), 4);
  expect(forwards.done.length, "Earthquakes that reached a desk, of 60").toBe(60);
  expect(
    deskOf(backwards.done),
    "The same reports, in another order, on another day. Each network has the desk that it had before",
  ).toEqual(deskOf(forwards.done));
});
