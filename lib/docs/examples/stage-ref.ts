import { type ProducerRef, System, fromIterable } from "headgate";

const system = new System();
const feed: ProducerRef<number> = system.start(fromIterable([1, 2, 3]), { name: "feed" });
console.assert(feed.name === "feed" && feed.isAlive && feed.exitReason === undefined);
for await (const _ of system.stream(feed)) continue;
console.assert(!feed.isAlive && feed.exitReason === "normal");
