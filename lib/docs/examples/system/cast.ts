import { System, producer } from "headgate";

const system = new System();
const feed = system.start(
  producer(() => {
    let step = 1;
    return {
      handleDemand: (demand) => Array.from({ length: demand }, () => step),
      handleCast: (message: { step: number }) => {
        step = message.step;
      },
    };
  }),
);
system.cast(feed, { step: 10 });
for await (const n of system.stream(feed, { maxDemand: 1 })) {
  console.assert(n === 10);
  break;
}
