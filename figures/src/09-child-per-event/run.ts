import { System, consumer, consumerSupervisor, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  maxDemand: number;
  minDemand: number;
  reviewMs: number;
  crash: number;
  restart: "temporary" | "transient";
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  maxDemand,
  minDemand,
  reviewMs,
  crash,
  restart,
  count,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .filter(({ mag }) => mag >= 2)
    .slice((seed * 7) % 300)
    .slice(0, count)
    .map(({ mag }, index) => ({ id: `#${index + 1}`, mag }));

  // A number from 0 to 1, the same row of them for the same seed.
  let state = seed + 1;
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;

  const feed = producer(() => {
    let next = 0;
    return { handleDemand: (demand) => quakes.slice(next, (next += demand)) };
  });

  // A child: it takes its time for one quake, may crash over it, and ends.
  const review = consumer((stage) => {
    stage.send(stage.name, "begin");
    return {
      handleEvents: () => {},
      handleInfo: async () => {
        await stage.sleep(Math.round(reviewMs * (0.5 + chance())));
        if (chance() * 100 < crash) throw new Error("the review crashed");
        stage.stop();
      },
    };
  });

  const system = new System({ clock: "virtual", seed, trace: true, log: false });
  const to = system.start(feed, { name: "feed" });
  const reviews = consumerSupervisor(
    (quake: { id: string }) => system.start(review, { name: `review ${quake.id}` }),
    { restart, maxRestarts: 1000 },
  );
  system.start(reviews, {
    name: "reviews",
    subscribeTo: [{ to, maxDemand, minDemand: Math.min(minDemand, maxDemand - 1) }],
  });
  await system.idle();

  return [{ label: "A child per quake", trace: system.trace }];
}
