// Tries: to know the answers of the visible checks by heart.
// Expect: correct, correct, wrong
export const make = () => [1, 2, 3];
