// Tries: to throw what cannot be printed.
// Expect: error, error, error
export const make = () => { throw { then: () => {}, get message() { throw 1; }, get name() { throw 2; }, toString: null }; };
