import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3, 4]));
const one = consumer((stage) => ({ handleEvents: () => stage.stop({ shutdown: "done" }) }));
const stage = system.start(one, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
await system.idle();
console.assert(!stage.isAlive && feed.isAlive);
