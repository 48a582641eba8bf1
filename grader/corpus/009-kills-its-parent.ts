// Tries: to end the process that grades.
// Expect: error, error, error
export const make = () => process.kill(process.ppid, "SIGKILL");
