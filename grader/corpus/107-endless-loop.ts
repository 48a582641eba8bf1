// Tries: never to end.
// Expect: time, time, not run
export const make = () => { for (;;) {} };
