// Tries: to make a compartment or a lock of its own.
// Expect: error, error, error
const { Compartment, lockdown, harden } = globalThis as any;
lockdown?.({ overrideTaming: "min" });
export const make = () => new Compartment({ globals: { process: harden } }).evaluate("process.exit(0)");
