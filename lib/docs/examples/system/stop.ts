import { System, producer } from "headgate";

const system = new System();
const reasons: unknown[] = [];
const feed = system.start(
  producer(() => ({ handleDemand: () => [], terminate: (reason) => void reasons.push(reason) })),
);
await system.stop(feed, { shutdown: "the week is over" });
console.assert(!feed.isAlive && reasons.length === 1);
