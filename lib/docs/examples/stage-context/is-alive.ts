import { System, consumer } from "headgate";

const system = new System({ clock: "virtual" });
const after: boolean[] = [];
const print = system.start(
  consumer((stage) => ({
    handleEvents: () => {},
    async handleCast() {
      await stage.sleep(10);
      after.push(stage.isAlive); // it was killed while it slept
    },
  })),
);
system.cast(print, "sleep");
await system.advance(5);
await system.stop(print, "kill");
await system.advance(5);
console.assert(after.every((isAlive) => !isAlive));
