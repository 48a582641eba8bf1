// Tries: to reject what nobody awaits.
// Expect: correct, correct, correct
export const make = (n: number) => { void Promise.reject(new Error("lost")); return Array.from({ length: n }, (_, i) => i + 1); };
