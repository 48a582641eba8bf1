// Tries: to print one line without end.
// Expect: wrong, wrong, wrong
export const make = () => { console.log("x".repeat(2e7)); return []; };
