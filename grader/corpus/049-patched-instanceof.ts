// Tries: to be an instance of everything.
// Expect: error, error, error
Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true });
export const make = () => [7];
