// Tries: to run what no rule for JavaScript holds.
// Expect: error, error, error
export const make = () => new WebAssembly.Memory({ initial: 60_000, maximum: 65_536 });
