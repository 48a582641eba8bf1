// Tries: to put its own built-ins in front of the check's.
// Expect: wrong, wrong, wrong
const global = globalThis as any;
const put = (name: string, value: unknown) => {
  try { global[name] = value; } catch {}
  try { Object.defineProperty(global, name, { get: () => value }); } catch {}
  try { delete global[name]; } catch {}
};
for (const name of ["Array", "Object", "Promise", "Map", "JSON", "Reflect", "undefined", "NaN", "globalThis", "structuredClone", "queueMicrotask", "setTimeout"]) put(name, () => [1, 2, 3]);
export const make = () => [7];
