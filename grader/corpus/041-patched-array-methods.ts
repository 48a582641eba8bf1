// Tries: to bend the arrays of whoever checks.
// Expect: error, error, error
Array.prototype.every = () => true;
Array.prototype.push = () => 0;
export const make = () => [7];
