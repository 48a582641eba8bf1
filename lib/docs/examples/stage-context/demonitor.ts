import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]));
const heard: unknown[] = [];
system.start(
  consumer((stage) => {
    const monitor = stage.monitor(feed);
    stage.demonitor(monitor);
    return { handleEvents: () => {}, handleInfo: (message) => void heard.push(message) };
  }),
);
await system.stop(feed);
await system.idle();
console.assert(heard.length === 0);
