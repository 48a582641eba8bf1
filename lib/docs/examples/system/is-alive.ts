import { System, fromIterable } from "headgate";

const system = new System();
system.start(fromIterable([1, 2, 3]), { name: "feed" });
console.assert(system.isAlive("feed"));
await system.stop("feed");
console.assert(!system.isAlive("feed"));
