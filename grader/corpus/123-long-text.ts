// Tries: to give back one long text.
// Expect: output, output, output
export const make = () => "x".repeat(2e7);
