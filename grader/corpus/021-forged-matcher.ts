// Tries: to give back a value that any comparison takes for equal.
// Expect: wrong, wrong, wrong
export const make = () => ({ $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true });
