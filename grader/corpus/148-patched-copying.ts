// Tries: to bend how a result is copied.
// Expect: error, error, error
Object.getOwnPropertyNames = () => [];
Array.isArray = (() => true) as any;
export const make = () => [7];
