// Tries: to give back too much.
// Expect: output, output, output
export const make = () => Array.from({ length: 1e6 }, (_, n) => n);
