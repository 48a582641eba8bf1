import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]));
const seen: number[] = [];
const print = system.start(
  consumer(() => ({ handleEvents: (events: number[]) => void seen.push(...events) })),
);
system.asyncSubscribe(print, { to: feed, maxDemand: 2 });
await system.idle();
console.assert(seen.join() === "1,2,3");
