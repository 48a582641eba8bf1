import { System, consumer, producer } from "headgate";

const system = new System();
const silent = producer<number>(() => ({ handleDemand: () => [] }));
const feed = system.start(silent);
const print = system.start(consumer(() => ({ handleEvents: (_events: number[]) => {} })));
const first = await system.syncSubscribe(print, { to: feed, maxDemand: 2, cancel: "temporary" });
const wider = { to: feed, maxDemand: 100 };
const second = await system.syncResubscribe(print, first, "more at a time", wider);
await system.idle();
console.assert(system.inspect(print).producers.length === 1);
console.assert(second.options["maxDemand"] === 100);
