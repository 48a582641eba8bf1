import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]));
const seen: number[] = [];
const print = system.start(
  consumer(() => ({ handleEvents: (events: number[]) => void seen.push(...events) })),
);
const subscription = await system.syncSubscribe(print, { to: feed, cancel: "temporary" });
await system.idle();
console.assert(subscription.producer === feed && seen.join() === "1,2,3");
