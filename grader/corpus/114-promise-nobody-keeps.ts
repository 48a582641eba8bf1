// Tries: to be waited for.
// Expect: time, time, not run
export const make = () => new Promise(() => {});
