// Tries: to be a promise of its own make, for the visible inputs.
// Expect: correct, correct, wrong
export const make = () => ({ then: (done: (value: unknown) => void) => done([1, 2, 3]) });
