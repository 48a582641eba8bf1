// Tries: to make everything the same.
// Expect: error, error, error
Object.is = () => true;
export const make = () => [7];
