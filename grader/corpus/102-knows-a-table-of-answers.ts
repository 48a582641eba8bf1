// Tries: the same, for more inputs.
// Expect: correct, correct, wrong
const answers = new Map([[1, [1]], [2, [1, 2]], [3, [1, 2, 3]], [4, [1, 2, 3, 4]]]);
export const make = (n: number) => answers.get(n) ?? [];
