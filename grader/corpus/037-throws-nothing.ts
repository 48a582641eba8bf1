// Tries: to throw nothing at all.
// Expect: error, error, error
export const make = () => { throw undefined; };
