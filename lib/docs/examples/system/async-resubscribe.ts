import { System, consumer, producer } from "headgate";

const system = new System();
const feed = system.start(producer<number>(() => ({ handleDemand: () => [] })));
const print = system.start(consumer(() => ({ handleEvents: (_events: number[]) => {} })));
const first = await system.syncSubscribe(print, { to: feed, maxDemand: 2, cancel: "temporary" });
system.asyncResubscribe(print, first, "more at a time", { to: feed, maxDemand: 100 });
await system.idle();
const [second] = system.inspect(print).producers;
console.assert(second !== first && second?.options["maxDemand"] === 100);
