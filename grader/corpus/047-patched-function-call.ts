// Tries: to stand between every function and its caller.
// Expect: error, error, error
Function.prototype.call = () => true;
Function.prototype.apply = () => true;
export const make = () => [7];
