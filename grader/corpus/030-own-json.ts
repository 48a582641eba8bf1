// Tries: to be written down as something else.
// Expect: wrong, wrong, wrong
export const make = () => ({ toJSON: () => [1, 2, 3] });
