// Tries: the same by an async function.
// Expect: error, error, error
const host = await (async () => {}).constructor("return process")();
host.exit(0);
export const make = () => [7];
