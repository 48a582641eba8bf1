import { System, consumer, fromIterable } from "headgate";

const system = new System({ clock: "virtual" });
const feed = system.start(fromIterable([1, 2, 3]));
const times: number[] = [];
// One event a second, however fast they are handled.
const steady = consumer((stage) => ({
  handleSubscribe: (_role, _options, from) => {
    stage.ask(from, 1);
    return "manual";
  },
  handleEvents: (_events: number[], from) => {
    times.push(stage.now());
    stage.sendAfter(1000, from);
  },
  handleInfo: (from) => stage.ask(from, 1),
}));
system.start(steady, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
await system.advance(5000);
console.assert(times.join() === "0,1000,2000");
