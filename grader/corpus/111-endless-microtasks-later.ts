// Tries: to answer first, and to block what comes behind.
// Expect: correct|time, correct|time, correct|time|not run
const go = (): void => queueMicrotask(go);
export const make = (n: number) => { setTimeout(go, 0); return Array.from({ length: n }, (_, i) => i + 1); };
