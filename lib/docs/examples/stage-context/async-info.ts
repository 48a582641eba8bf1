import { System, producer } from "headgate";

const system = new System();
let isSentOut = false;
const feed = system.start(
  producer<number>((stage) => {
    stage.emit([1, 2]);
    stage.asyncInfo("both are out");
    return {
      handleDemand: () => [],
      handleInfo: () => {
        isSentOut = true;
      },
    };
  }),
);
await system.idle();
console.assert(!isSentOut); // they are in the buffer
for await (const n of system.stream(feed)) if (n === 2) break;
await system.idle();
console.assert(isSentOut);
