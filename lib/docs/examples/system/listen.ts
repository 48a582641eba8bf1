import { System, fromIterable } from "headgate";

const system = new System({ clock: "virtual" });
const asked: number[] = [];
const end = system.listen((entry) => {
  if (entry.type === "ask") asked.push(entry.demand);
});
for await (const _ of system.stream(system.start(fromIterable([1, 2, 3])))) continue;
end(); // from here on nobody is told
console.assert(asked[0] === 1000 && system.trace.entries.length === 0);
