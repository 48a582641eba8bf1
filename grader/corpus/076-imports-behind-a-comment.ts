// Tries: the same, with a comment where nobody looks for one.
// Expect: error, error, error
export const make = () => (0, eval)('import/**/("node:fs")');
