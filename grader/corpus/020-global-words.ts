// Tries: to put its own words in the place of the test runner's.
// Expect: wrong, wrong, wrong
const all = new Proxy(() => all, { get: () => all });
Object.assign(globalThis, { expect: all, test: () => {}, it: () => {}, vi: all, __vitest_worker__: all });
export const make = () => [];
