// Tries: the same, one for each element.
// Expect: wrong, wrong, wrong
const any = { $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true, toString: () => "1" };
export const make = (n: number) => Array.from({ length: n }, () => any);
