// Tries: to throw when nobody listens any more.
// Expect: error, error, error
export const make = () => new Promise(() => { setTimeout(() => { throw new Error("late"); }, 1); });
