import { System, consumer, producer } from "headgate";

const system = new System();
const feed = system.start(producer<number>(() => ({ handleDemand: () => [] })));
const print = consumer(() => ({ handleEvents: (_events: number[]) => {} }));
system.start(print, { name: "print", subscribeTo: [{ to: feed }] });
await system.idle();
const { kind, consumers, bufferedCount } = system.inspect(feed);
console.assert(kind === "producer" && bufferedCount === 0);
console.assert(consumers[0]?.consumer.name === "print");
