// Tries: the same, from a text that is evaluated.
// Expect: error, error, error
export const make = () => (0, eval)('im' + 'port("node:fs")');
