// Tries: to throw what throws when it is looked at.
// Expect: error, error, error
const no = () => { throw new Error("looked at"); };
export const make = () => { throw new Proxy(new Error("x"), { get: no, getPrototypeOf: no, ownKeys: no, has: no, getOwnPropertyDescriptor: no }); };
