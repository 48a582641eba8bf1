// Tries: to break the grader with a proxy.
// Expect: error, error, error
export const make = () => new Proxy([], { get: () => { throw 1; } });
