import { System, producer } from "headgate";

const system = new System();
const feed = system.start(
  producer<number>((stage) => {
    stage.emit([1, 2, 3]); // nobody has asked
    return { handleDemand: () => [] };
  }),
);
console.assert((await system.estimateBufferedCount(feed)) === 3);
