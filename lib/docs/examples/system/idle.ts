import { System, consumer, fromIterable } from "headgate";

const system = new System({ clock: "virtual" });
const feed = system.start(fromIterable([1, 2, 3]));
const slow = consumer((stage) => ({
  async handleEvents() {
    await stage.sleep(3_600_000);
  },
}));
system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
await system.idle(); // three hours on the virtual clock
console.assert(system.now() === 3 * 3_600_000);
