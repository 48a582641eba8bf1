// Tries: to be right, and is not.
// Expect: wrong, wrong, wrong
export const make = (n: number) => Array.from({ length: n }, (_, index) => index);
