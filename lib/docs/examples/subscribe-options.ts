import { System, consumer, fromIterable } from "headgate";

const system = new System();
const sizes: number[] = [];
const feed = system.start(fromIterable(Array.from({ length: 20 }, (_, index) => index)));
const print = consumer(() => ({
  handleEvents: (events: number[]) => void sizes.push(events.length),
}));
system.start(print, {
  subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 6, cancel: "transient" }],
});
await system.idle();
console.assert(sizes.every((size) => size <= 10 - 6)); // a batch is at most max - min
