// Tries: to put an object of its own behind every array.
// Expect: error, error, error
Object.setPrototypeOf(Array.prototype, { 0: 1, 1: 2, 2: 3 });
export const make = () => [7];
