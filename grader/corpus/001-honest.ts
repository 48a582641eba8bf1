// Tries: to be right, and is.
// Expect: correct, correct, correct
export const make = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
