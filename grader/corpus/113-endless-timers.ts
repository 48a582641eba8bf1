// Tries: to keep the process awake for ever.
// Expect: correct, correct, correct
setInterval(() => {}, 1);
export const make = range;
function range(n: number) { return Array.from({ length: n }, (_, index) => index + 1); }
