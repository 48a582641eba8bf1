import { System, consumer } from "headgate";

const system = new System({ clock: "virtual" });
const ticks: number[] = [];
system.start(
  consumer((stage) => {
    const takeBack = stage.sendAfter(20, "never");
    stage.sendAfter(10, "tick");
    return {
      handleEvents: () => {},
      handleInfo: (message) => {
        ticks.push(stage.now());
        if (message === "tick") takeBack();
      },
    };
  }),
);
await system.advance(100);
console.assert(ticks.join() === "10");
