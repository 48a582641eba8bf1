// Tries: to uncover what stands behind its globals.
// Expect: error, error, error
(globalThis as any)[Symbol.unscopables] = new Proxy({}, { get: () => true });
export const make = () => (process as any).exit(0);
