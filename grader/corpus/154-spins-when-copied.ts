// Tries: never to end while its result is copied.
// Expect: wrong|time, wrong|time, wrong|time|not run
export const make = () => new Proxy([], { ownKeys: () => { for (;;) {} } });
