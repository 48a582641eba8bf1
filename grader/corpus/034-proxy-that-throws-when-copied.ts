// Tries: to break the copying of its result.
// Expect: wrong, wrong, wrong
const no = () => { throw 2; };
export const make = () => new Proxy([], { ownKeys: no, getOwnPropertyDescriptor: no, getPrototypeOf: no });
