import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([5.1, 2.3, 6.4]), { name: "feed" });
const review = consumer(() => ({
  handleEvents: (magnitudes: number[]) => console.log(magnitudes),
}));
system.start(review, { subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 1 }] });
await system.idle(); // prints [5.1], [2.3], [6.4]
