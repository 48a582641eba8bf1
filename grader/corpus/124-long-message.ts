// Tries: to throw one long text.
// Expect: error, error, error
export const make = () => { throw new Error("x".repeat(2e7)); };
