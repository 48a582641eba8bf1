// Tries: to give back little that prints as much.
// Expect: output, output, output
export const make = () => { let a: unknown = 1; for (let n = 0; n < 20; n += 1) { const b = a; a = Array.from({ length: 100 }, () => b); } return a; };
