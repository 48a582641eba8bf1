import { type SubscriptionRef, System, consumer, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  limit: number;
  laterLimit: number;
  burst: number;
  intervalMs: number;
  arriving: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  limit,
  laterLimit,
  burst,
  intervalMs,
  arriving,
  seed,
}: Values): Promise<Panel[]> {
  // Every 500 ms quakes come in, all at once; what nobody asked for waits in the feed's buffer.
  const start = (seed * 37) % 1000;
  const feed = producer((stage) => {
    let next = 0;
    stage.sendAfter(250, "more");
    return {
      handleDemand: () => {},
      handleInfo: () => {
        stage.sendAfter(500, "more");
        const quakes = week.slice(start + next, start + next + arriving);
        return quakes.map(({ mag }) => ({ id: ++next, mag }));
      },
    };
  });

  // Asks at each tick and at no other time: for what came in since, and up to `burst` that were not used.
  const alerts = consumer<{ id: number }>((stage) => {
    let [perTick, asked] = [limit, 0];
    let from: SubscriptionRef;
    return {
      handleSubscribe: (_role, _options, subscription) => {
        from = subscription;
        stage.send(stage.name, "tick");
        return "manual";
      },
      handleEvents: (events) => {
        asked -= events.length;
      },
      handleInfo: (message: "tick" | { limit: number }) => {
        if (message !== "tick") {
          perTick = message.limit;
          return;
        }
        const demand = Math.max(0, Math.min(perTick, perTick + burst - asked));
        stage.ask(from, demand);
        asked += demand;
        stage.sendAfter(intervalMs, "tick");
      },
    };
  });

  const system = new System({ clock: "virtual", seed, trace: { details: true } });
  const to = system.start(feed, { name: "feed" });
  const limiter = system.start(alerts, { name: "alerts", subscribeTo: [{ to }] });
  await system.advance(1000);
  system.send(limiter, { limit: laterLimit });
  await system.advance(1000);

  return [{ label: "Asked on a timer", trace: system.trace }];
}
