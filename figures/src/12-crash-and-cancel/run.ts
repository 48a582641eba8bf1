import { type CancelMode, System, consumer, producer, producerConsumer, supervise } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  who: "feed" | "locate" | "archive";
  how: "crash" | "stop";
  supervisor: "none" | "one_for_one" | "rest_for_one";
  atMs: number;
  maxDemand: number;
  handleMs: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  who,
  how,
  supervisor,
  atMs,
  maxDemand,
  handleMs,
  count,
  seed,
}: Values): Promise<Panel[]> {
  type Quake = { id: number; mag: number };

  // Two workers that need some time for each quake: the first passes it on, the second keeps it.
  const locate = producerConsumer<Quake, Quake>((stage) => ({
    handleEvents: async (events) => {
      await stage.sleep(handleMs * events.length);
      return events;
    },
  }));
  const archive = consumer<Quake>((stage) => ({
    handleEvents: (events) => stage.sleep(handleMs * events.length),
  }));

  const runWith = async (cancel: CancelMode) => {
    // What is not taken yet stands outside the feed: one that is started again goes on from there.
    const start = (seed * 37) % 1500;
    const left = week.slice(start, start + count).map(({ mag }, index) => ({ id: index + 1, mag }));
    const feed = producer(() => ({ handleDemand: (demand) => left.splice(0, demand) }));

    const system = new System({ clock: "virtual", seed, trace: { details: true }, log: false });
    // They subscribe by name, so that whoever is started again finds the one that runs then.
    const from = (to: string) => [{ to, cancel, maxDemand }];
    const children = [
      { id: "feed", start: () => system.start(feed, { name: "feed" }) },
      {
        id: "locate",
        start: () => system.start(locate, { name: "locate", subscribeTo: from("feed") }),
      },
      {
        id: "archive",
        start: () => system.start(archive, { name: "archive", subscribeTo: from("locate") }),
      },
    ];
    if (supervisor === "none") for (const child of children) child.start();
    else supervise(system, children, { strategy: supervisor });

    await system.advance(atMs);
    // "kill" ends a stage in the middle of its work, "normal" when it has handled what is in its hands.
    void system.stop(who, how === "crash" ? "kill" : "normal");
    await system.idle();
    return system;
  };

  const permanent = await runWith("permanent");
  const transient = await runWith("transient");
  const temporary = await runWith("temporary");

  return [
    { label: "Permanent", trace: permanent.trace },
    { label: "Transient", trace: transient.trace },
    { label: "Temporary", trace: temporary.trace },
  ];
}
