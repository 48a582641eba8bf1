import { System, consumer, fromIterable } from "headgate";

const system = new System({ clock: "virtual" });
const feed = system.start(fromIterable([5.1, 2.3, 6.4]));
const review = consumer((stage) => ({
  async handleEvents() {
    await stage.sleep(200); // this stage takes no other message meanwhile; others go on
  },
}));
system.start(review, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
await system.idle();
console.assert(system.now() === 600);
