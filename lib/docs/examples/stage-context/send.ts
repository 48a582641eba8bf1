import { System, consumer, fromIterable } from "headgate";

const system = new System();
const alarms: number[] = [];
system.start(
  consumer(() => ({
    handleEvents: () => {},
    handleInfo: (magnitude: number) => void alarms.push(magnitude),
  })),
  { name: "siren" },
);
const review = consumer((stage) => ({
  handleEvents: (magnitudes: number[]) => {
    for (const one of magnitudes) if (one >= 6) stage.send("siren", one);
  },
}));
system.start(review, { subscribeTo: [{ to: system.start(fromIterable([5.1, 6.4])) }] });
await system.idle();
console.assert(alarms.join() === "6.4");
