import { System, consumer, fromIterable } from "headgate";

const system = new System();
const told: string[] = [];
const print = consumer(() => ({
  handleEvents: (events: number[]) => void told.push(`${events.length} events`),
  handleSubscribe: (role) => void told.push(`a ${role}`),
  handleCancel: ({ kind, reason }) => void told.push(`${kind}: ${reason}`),
  terminate: (reason) => void told.push(`over: ${reason}`),
}));
system.start(print, { subscribeTo: [{ to: system.start(fromIterable([1, 2, 3])) }] });
await system.idle();
console.assert(told.join() === "a producer,3 events,down: normal,over: normal");
