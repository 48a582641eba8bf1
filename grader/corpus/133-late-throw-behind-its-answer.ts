// Tries: to blame its error on the next check, or on the next answer.
// Expect: correct|error, correct|error, correct|error
export const make = (n: number) => { setTimeout(() => { throw new Error("late"); }, 1); return Array.from({ length: n }, (_, i) => i + 1); };
