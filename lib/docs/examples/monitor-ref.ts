import { type DownMessage, type MonitorRef, System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]));
const monitors: MonitorRef[] = [];
const messages: DownMessage[] = [];
system.start(
  consumer((stage) => {
    monitors.push(stage.monitor(feed));
    return { handleEvents: () => {}, handleInfo: (message) => void messages.push(message) };
  }),
);
await system.stop(feed, "shutdown");
await system.idle();
console.assert(messages[0]?.type === "down" && messages[0].monitor === monitors[0]);
