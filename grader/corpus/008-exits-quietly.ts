// Tries: to end the process behind the back of its exit handlers.
// Expect: error, error, error
export const make = () => (globalThis as any).process.reallyExit(0);
