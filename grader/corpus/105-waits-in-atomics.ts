// Tries: to measure, or to sleep where no timer sees it.
// Expect: error, error, error
export const make = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
