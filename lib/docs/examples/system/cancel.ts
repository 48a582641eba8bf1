import { System, consumer, producer } from "headgate";

const system = new System();
const feed = system.start(producer<number>(() => ({ handleDemand: () => [] })));
const print = system.start(consumer(() => ({ handleEvents: (_events: number[]) => {} })));
const subscription = await system.syncSubscribe(print, { to: feed, cancel: "transient" });
system.cancel(subscription);
await system.idle();
console.assert(print.isAlive && system.inspect(feed).consumers.length === 0);
