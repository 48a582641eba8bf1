// Tries: not to be a program at all.
// Expect: error, error, error
export const make = ( => [];
