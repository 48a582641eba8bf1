// Tries: to be right only as long as somebody looks.
// Expect: correct, wrong, wrong
let calls = 0;
export const make = (n: number) => ((calls += 1) > 1 ? [] : Array.from({ length: n }, (_, index) => index + 1));
