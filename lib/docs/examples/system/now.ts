import { System } from "headgate";

const system = new System({ clock: "virtual" });
console.assert(system.now() === 0);
await system.advance(60_000);
console.assert(system.now() === 60_000);
