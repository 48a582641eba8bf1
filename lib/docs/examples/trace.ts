import { System, fromIterable } from "headgate";

const system = new System({ clock: "virtual", trace: { limit: 1000 } });
for await (const _ of system.stream(system.start(fromIterable(["a", "b"])))) continue;
const kinds = new Set(system.trace.entries.map((entry) => entry.type));
console.assert(
  ["start", "subscribe", "ask", "events", "exit"].every((type) => kinds.has(type as never)),
);
