// Tries: to leave no check that could fail.
// Expect: error, error, error
throw new RangeError("top");
export const make = () => [];
