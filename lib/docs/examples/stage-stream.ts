import { type StageStream, System, fromIterable } from "headgate";

const system = new System();
const letters: StageStream<string> = system.stream(system.start(fromIterable(["a", "b", "c"])));
const seen: string[] = [];
for await (const letter of letters) seen.push(letter);
console.assert(seen.join() === "a,b,c");
