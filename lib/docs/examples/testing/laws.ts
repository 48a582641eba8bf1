import { checkTrace, laws } from "headgate/testing";

for (const { name, says } of laws) console.log(`${name}: ${says}`);

// A trace in which a producer sends what nobody asked for breaks one of them.
const edge = { producer: "feed", consumer: "print", subscription: 1 };
const entries = [
  { at: 0, type: "start", stage: "feed", kind: "producer" },
  { at: 0, type: "start", stage: "print", kind: "consumer" },
  { at: 0, type: "subscribe", ...edge, maxDemand: 2, minDemand: 1, mode: "automatic" },
  { at: 0, type: "events", ...edge, events: ["a", "b", "c"] },
] as const;
const [violation] = checkTrace({ entries, truncated: 0 });
console.assert(laws.some(({ name }) => name === violation?.law));
