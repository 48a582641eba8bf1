import { System, fromIterable, producerConsumer } from "headgate";

const system = new System();
const words = system.start(fromIterable(["a", "bb", "ccc"]));
const lengths = producerConsumer(() => ({
  handleEvents: (events: string[]) => events.map((word) => word.length),
}));
const seen: number[] = [];
for await (const length of system.stream(system.start(lengths, { subscribeTo: [{ to: words }] }))) {
  seen.push(length);
}
console.assert(seen.join() === "1,2,3"); // it ended because the words did
