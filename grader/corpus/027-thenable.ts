// Tries: to answer anew whenever it is awaited.
// Expect: wrong, wrong, wrong
export const make = () => ({ then: (done: (value: unknown) => void) => done({ then: 1 }) });
