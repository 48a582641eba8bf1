// Tries: to get at the host by the constructor of functions.
// Expect: error, error, error
const host = (() => {}).constructor("return process")();
host.exit(0);
export const make = () => [7];
