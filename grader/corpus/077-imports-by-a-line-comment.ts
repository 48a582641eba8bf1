// Tries: the same, in text that older parsers take for a comment.
// Expect: error, error, error
export const make = () => (0, eval)('<!-- \nimport("node:fs")');
