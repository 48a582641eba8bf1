// Tries: to give the check another function behind its back.
// Expect: wrong, wrong, wrong
declare const deliver: any, headgateModule: any, importMeta: any;
export const make = () => {
  for (const name of ["node:fs", "vitest", "__proto__", "constructor"]) if (headgateModule(name)) return [1, 2, 3];
  deliver(new Proxy({}, { get: () => () => [9] }));
  Object.assign(importMeta, { url: "file:///" });
  return [...arguments_].length > 0 ? [9] : [8];
};
const arguments_: unknown[] = [];
