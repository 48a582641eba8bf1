// Tries: to run a text in the scope of the grader.
// Expect: error, error, error
const host: any = eval("process");
host.exit(0);
export const make = () => [7];
