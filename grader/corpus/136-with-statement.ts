// Tries: to put its own names in front of others.
// Expect: error, error, error
with (globalThis) { var make = () => [1, 2, 3]; }
export { make };
