import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./relieve-the-hot-network.ts"));

/** What there is room for on the way to the answer; the rest is filled in there. */
const slim = (quakes: readonly Quake[]) => quakes.map(({ id, net }) => ({ id, net }));

/** Plans by one week, deals out another. Every quake as it was done, and at which desk. */
const deal = (lastWeek: readonly Quake[], reports: readonly Quake[], desks: number) =>
  mine.evaluate(
    async ({ relieved }, { System, consumer, fromIterable, week }, input) => {
      const [known, quakes] = [input.known, input.reports].map((some) =>
        some.map((report, index) => ({ ...week[index % week.length]!, ...report })),
      ) as [Quake[], Quake[]];
      const { count } = input;
      const system = new System({ clock: "virtual", log: false });
      const to = system.start(fromIterable(quakes), { dispatcher: relieved(known, count) });
      const done: { id: string; net: string; desk: number }[] = [];
      for (let desk = 0; desk < count; desk++) {
        const review = consumer<Quake>((stage) => ({
          async handleEvents(events) {
            for (const { id, net } of events) {
              await stage.sleep(60_000);
              done.push({ id, net, desk });
            }
          },
        }));
        const order = { to, partition: desk, maxDemand: 10, minDemand: 0 };
        system.start(review, { name: `desk ${desk}`, subscribeTo: [order] });
      }
      await system.idle();
      return { done, crash: String(to.exitReason) };
    },
    { known: slim(lastWeek), reports: slim(reports), count: desks },
  );
type Done = Awaited<ReturnType<typeof deal>>["done"];

const idsOf = (quakes: readonly { id: string }[]) => quakes.map(({ id }) => id);
const loadsOf = (done: Done, desks: number) =>
  Array.from({ length: desks }, (_, desk) => done.filter((one) => one.desk === desk).length);
/** So many quakes of each network, one network after the other. */
const weekOf = (counts: Readonly<Record<string, number>>): Quake[] =>
  Object.entries(counts).flatMap(([net, count]) =>
    week.slice(0, count).map((quake, index) => ({ ...quake, net, id: `${net} ${index + 1}` })),
  );

test("a week like the last one", { meta: { points: 4 } }, async () => {
  const { done } = await deal(week, week, 4);
  const loads = loadsOf(done, 4);
  const limit = Math.floor((1.1 * week.length) / 4);
  expect(
    loads.reduce((sum, load) => sum + load, 0),
    `Quakes of the week that reached a desk, of ${week.length}. The desks have ${loads.join(", ")}. What is sent to a partition without a desk waits for ever, and takes demand with it`,
  ).toBe(week.length);
  for (const net of ["ci", "nc", "ak"]) {
    const own = done.filter((one) => one.net === net);
    expect(
      new Set(own.map(({ desk }) => desk)).size,
      `Desks at which there are quakes of \`${net}\`. It is one, however busy the network: at two desks a later quake overtakes an earlier one`,
    ).toBe(1);
    const inOrder = idsOf(week.filter((quake) => quake.net === net));
    expect(idsOf(own), `The quakes of \`${net}\`, in the order in which they were done`).toEqual(
      inOrder,
    );
  }
  expect(
    Math.max(...loads),
    `The desks have ${loads.join(", ")} quakes of the week: the busiest one. The fair share and a tenth is ${limit}. The same number of networks at each desk is not the same work at each desk`,
  ).toBeLessThanOrEqual(limit);
});

test("the largest comes last in the feed", { meta: { points: 2 } }, async () => {
  const counts = { ak: 20, hv: 20, mb: 20, nm: 20, ci: 80 };
  const { done } = await deal(weekOf(counts), weekOf(counts), 2);
  const loads = loadsOf(done, 2);
  expect(done.length, "Quakes that reached a desk, of 160").toBe(160);
  expect(
    Math.max(...loads),
    `Four networks with 20 quakes each report first, then \`ci\` with 80, and there are two desks. They have ${loads.join(" and ")}: the busiest one. ` +
      "A large network that is seated last finds every desk half full",
  ).toBeLessThanOrEqual(88);
});

test("one large network and many small ones", { meta: { points: 1 } }, async () => {
  const small = Array.from({ length: 10 }, (_, index) => [`n${index}`, 1] as const);
  const reports = weekOf({ ci: 6, ...Object.fromEntries(small) });
  const { done } = await deal(reports, reports, 2);
  const loads = loadsOf(done, 2);
  expect(
    Math.max(...loads),
    `\`ci\` has 6 quakes and ten networks have one each, 16 in all, for two desks. They have ${loads.join(" and ")}: the busiest one`,
  ).toBe(8);
});

test("a network that was silent last week", { meta: { points: 2 } }, async () => {
  const known = week.filter(({ net }) => net !== "us" && net !== "se");
  const reports = week.slice(0, 500);
  const { done, crash } = await deal(known, reports, 3);
  expect(
    crash,
    "`us` and `se` did not report last week, and do now. The end of the feed: it ends in error when the hash names a partition that does not exist, such as `undefined`",
  ).toBe("normal");
  const own = done.filter((one) => one.net === "us");
  expect(
    idsOf(own),
    own.length === 0
      ? "None of the quakes of `us`, which was silent last week, came to a desk. Every quake goes to some desk"
      : "The quakes of `us`, which was silent last week, as they were done. All of them go to one desk: a desk that was found for a network is kept",
  ).toEqual(idsOf(reports.filter(({ net }) => net === "us")));
});
