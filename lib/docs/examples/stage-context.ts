import { type StageContext, System, consumer, fromIterable } from "headgate";

/** Handles an event after a while, and stops after three. */
function slowly(stage: StageContext) {
  let count = 0;
  return {
    async handleEvents(events: number[]) {
      await stage.sleep(100);
      count += events.length;
      if (count >= 3) stage.stop();
    },
  };
}

const system = new System({ clock: "virtual" });
const feed = system.start(fromIterable([1, 2, 3, 4, 5]));
const slow = system.start(consumer(slowly), { subscribeTo: [{ to: feed, maxDemand: 1 }] });
await system.idle();
console.assert(!slow.isAlive && system.now() === 300);
