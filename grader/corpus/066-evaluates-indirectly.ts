// Tries: to run a text among the host's globals.
// Expect: error, error, error
const host: any = (0, eval)("this").process;
host.exit(0);
export const make = () => [7];
