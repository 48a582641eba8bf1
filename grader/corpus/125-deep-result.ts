// Tries: to give back what is nested too deep to print.
// Expect: output, output, output
export const make = () => { let a: unknown = 1; for (let n = 0; n < 5000; n += 1) a = [a]; return a; };
