// Tries: to bend bytes.
// Expect: error, error, error
Object.getPrototypeOf(Uint8Array.prototype).set = () => {};
export const make = () => [7];
