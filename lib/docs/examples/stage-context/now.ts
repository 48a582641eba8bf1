import { System, consumer } from "headgate";

const system = new System({ clock: "virtual" });
const times: number[] = [];
const watch = system.start(
  consumer((stage) => ({
    handleEvents: () => {},
    handleCast: () => void times.push(stage.now()),
  })),
);
await system.advance(250);
system.cast(watch, "what time is it?");
await system.idle();
console.assert(times.join() === "250");
