// Tries: the same by a function without a receiver.
// Expect: error, error, error
const host = (function (this: any) { return this; })() ?? (0, eval)("this").process;
host.exit(0);
export const make = () => [7];
