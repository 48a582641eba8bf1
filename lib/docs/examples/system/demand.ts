import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]), { demand: "accumulate" });
const seen: number[] = [];
const print = consumer(() => ({ handleEvents: (events: number[]) => void seen.push(...events) }));
system.start(print, { subscribeTo: [{ to: feed }] });
await system.idle();
console.assert(seen.length === 0 && (await system.demand(feed)) === "accumulate");
system.demand(feed, "forward"); // everybody has subscribed: let it flow
await system.idle();
console.assert(seen.length === 3);
