// Tries: the same by a generator.
// Expect: error, error, error
const host = (function* () {}).constructor("return process")().next().value;
host.exit(0);
export const make = () => [7];
