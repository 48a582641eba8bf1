// Tries: the same, from a text that is made into a function.
// Expect: error, error, error
export const make = () => new Function('return import("node:fs")')();
