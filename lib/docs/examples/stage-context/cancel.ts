import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3, 4]), { name: "feed" });
const seen: number[] = [];
const first = consumer((stage) => ({
  handleEvents: (events: number[], from) => {
    seen.push(...events);
    stage.cancel(from, { shutdown: "one is enough" });
  },
}));
const stage = system.start(first, {
  subscribeTo: [{ to: feed, maxDemand: 1, cancel: "temporary" }],
});
await system.idle();
console.assert(seen[0] === 1 && stage.isAlive);
