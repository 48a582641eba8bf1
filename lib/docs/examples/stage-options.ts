import { System, broadcastDispatcher, producer } from "headgate";

const system = new System({ log: false });
const feed = system.start(
  producer<number>((stage) => {
    stage.emit([1, 2, 3, 4, 5]);
    return { handleDemand: () => [] };
  }),
  { name: "feed", dispatcher: broadcastDispatcher(), bufferSize: 3, bufferKeep: "first" },
);
console.assert(system.inspect(feed).bufferedCount === 3); // 1, 2, 3
