import { System, fromIterable } from "headgate";

const system = new System({ clock: "virtual", trace: true });
const feed = system.start(fromIterable([1, 2, 3]));
for await (const _ of system.stream(feed, { maxDemand: 2 })) continue;
const asked = system.trace.entries.flatMap((entry) => (entry.type === "ask" ? entry.demand : []));
console.assert(asked[0] === 2);
