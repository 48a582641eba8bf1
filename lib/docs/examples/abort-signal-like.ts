import { System, producer } from "headgate";

const system = new System();
const silent = system.start(producer<number>(() => ({ handleDemand: () => [] })));
const controller = new AbortController();
const loop = (async () => {
  for await (const _ of system.stream(silent, { signal: controller.signal })) continue;
})();
controller.abort(new Error("enough"));
const why = await loop.catch((error: Error) => error.message);
console.assert(why === "enough");
