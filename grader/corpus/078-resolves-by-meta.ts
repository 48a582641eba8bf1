// Tries: to ask the module where it is.
// Expect: error, error, error
export const make = () => (import.meta as any).resolve("node:fs");
