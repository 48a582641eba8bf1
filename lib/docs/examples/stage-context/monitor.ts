import { type DownMessage, System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
const ended: string[] = [];
system.start(
  consumer((stage) => {
    stage.monitor(feed);
    return {
      handleEvents: () => {},
      handleInfo: ({ stage: who, reason }: DownMessage) =>
        void ended.push(`${who.name}: ${reason}`),
    };
  }),
);
await system.stop(feed, "shutdown");
await system.idle();
console.assert(ended.join() === "feed: shutdown");
