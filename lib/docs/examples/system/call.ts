import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([5.1, 2.3, 6.4]));
const tally = system.start(
  consumer(() => {
    let sum = 0;
    return {
      handleEvents: (events: number[]) => void (sum += events.length),
      handleCall: (question) => (question === "how many?" ? sum : undefined),
    };
  }),
  { subscribeTo: [{ to: feed, cancel: "temporary" }] },
);
await system.idle();
console.assert((await system.call(tally, "how many?", { timeoutMs: 1000 })) === 3);
