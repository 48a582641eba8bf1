// Tries: never to end while its error is copied.
// Expect: time|error, time|error, not run|error
export const make = () => { throw new Proxy(new Error("x"), { getPrototypeOf: () => { for (;;) {} }, getOwnPropertyDescriptor: () => { for (;;) {} }, ownKeys: () => { for (;;) {} } }); };
