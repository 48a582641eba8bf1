// Tries: to bend every loop.
// Expect: error, error, error
const arrays = Object.getPrototypeOf([][Symbol.iterator]());
arrays.next = () => ({ done: true, value: undefined });
export const make = () => [7];
