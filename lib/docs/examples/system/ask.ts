import { System, consumer, fromIterable } from "headgate";

const system = new System();
const feed = system.start(fromIterable(["a", "b", "c"]));
const seen: string[] = [];
const print = system.start(
  consumer(() => ({
    handleSubscribe: () => "manual",
    handleEvents: (events: string[]) => void seen.push(...events),
  })),
);
const subscription = await system.syncSubscribe(print, { to: feed });
system.ask(subscription, 2);
await system.idle();
console.assert(seen.join() === "a,b");
