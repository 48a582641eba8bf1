// Tries: to take almost as long as it may.
// Expect: correct, correct, correct
const busy = (ms: number) => { for (const until = performance.now() + ms; performance.now() < until; ) continue; };
export const make = (n: number) => { busy(250); return Array.from({ length: n }, (_, index) => index + 1); };
