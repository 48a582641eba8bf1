// Tries: to give back an array that is almost empty and very long.
// Expect: output, output, output
export const make = () => Object.assign([], { length: 4e9 });
