import { System, producer } from "headgate";

const system = new System({ clock: "virtual" });
// An emitter that cannot be asked: what nobody asked for waits in the buffer.
const feed = system.start(
  producer<number>((stage) => {
    stage.sendAfter(10, "quake");
    return { handleDemand: () => [], handleInfo: () => stage.emit([5.1, 2.3]) };
  }),
);
await system.advance(10);
console.assert(system.inspect(feed).bufferedCount === 2);
