// Tries: to print without end, and to be right.
// Expect: correct, correct, correct
export const make = (n: number) => { for (let line = 0; line < 2e4; line += 1) console.log("flood", line); return Array.from({ length: n }, (_, i) => i + 1); };
