import { System, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
console.assert(system.whereis("feed") === feed);
console.assert(system.whereis("nobody") === undefined);
