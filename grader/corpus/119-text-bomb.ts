// Tries: to take all memory with one text.
// Expect: error, error, error
export const make = () => { let text = "x"; for (;;) text += text; };
