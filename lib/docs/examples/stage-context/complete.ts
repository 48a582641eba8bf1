import { System, producer } from "headgate";

const system = new System();
const feed = system.start(
  producer<string>((stage) => {
    stage.emit(["a", "b"]);
    stage.complete(); // behind both
    return { handleDemand: () => [] };
  }),
);
const seen: string[] = [];
for await (const letter of system.stream(feed)) seen.push(letter);
console.assert(seen.join() === "a,b" && feed.exitReason === "normal");
