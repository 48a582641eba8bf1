import { System, producer } from "headgate";

const system = new System();
let isHeard = false;
const feed = system.start(
  producer<number>((stage) => {
    stage.emit([1, 2]); // nobody is there yet: both are buffered
    return {
      handleDemand: () => [],
      handleInfo: () => {
        isHeard = true;
      },
    };
  }),
);
system.asyncInfo(feed, "behind 1 and 2");
await system.idle();
console.assert(!isHeard);
for await (const n of system.stream(feed)) if (n === 2) break;
await system.idle();
console.assert(isHeard);
