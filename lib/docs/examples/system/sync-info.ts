import { System, producer } from "headgate";

const system = new System();
const heard: unknown[] = [];
const feed = system.start(
  producer(() => ({ handleDemand: () => [], handleInfo: (message) => void heard.push(message) })),
);
await system.syncInfo(feed, "nothing is buffered"); // so it is handled at once
await system.idle();
console.assert(heard.join() === "nothing is buffered");
