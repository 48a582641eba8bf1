// Tries: never to be loaded, and to do nothing.
// Expect: time, time, time
await new Promise(() => {});
export const make = () => [];
