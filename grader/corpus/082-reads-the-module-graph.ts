// Tries: to find the solution among the modules that are loaded.
// Expect: error, error, error
export const make = () => Object.values((globalThis as any).module.constructor._cache);
