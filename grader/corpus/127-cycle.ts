// Tries: to give back what contains itself.
// Expect: output, output, output
export const make = () => { const a: unknown[] = [1]; a.push(a); return a; };
