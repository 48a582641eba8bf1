import { System, producer } from "headgate";

const system = new System({ clock: "virtual" });
const feed = system.start(
  producer<string>((stage) => {
    stage.sendAfter(1000, "tick");
    return { handleDemand: () => [], handleInfo: (message: string) => [message] };
  }),
);
await system.advance(999);
console.assert(system.inspect(feed).bufferedCount === 0);
await system.advance(1);
console.assert(system.inspect(feed).bufferedCount === 1);
