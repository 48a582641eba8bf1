// Tries: never to be loaded.
// Expect: time, time, time
for (;;) {}
export const make = () => [];
