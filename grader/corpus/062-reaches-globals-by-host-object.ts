// Tries: the same by an object of the host.
// Expect: error, error, error
const host = (new URL("a:b") as any).constructor.constructor("return process")();
host.exit(0);
export const make = () => [7];
