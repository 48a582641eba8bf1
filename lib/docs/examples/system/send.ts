import { System, producer } from "headgate";

const system = new System();
const feed = system.start(
  producer<string>(() => ({
    handleDemand: () => [],
    handleInfo: (message: string) => [message], // emitted: here into the buffer
  })),
);
system.send(feed, "M 5.1");
console.assert((await system.estimateBufferedCount(feed)) === 1);
