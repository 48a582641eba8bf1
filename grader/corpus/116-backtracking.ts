// Tries: to be slow in a place where no loop is seen.
// Expect: time, time, not run
export const make = () => /^(a+)+$/.test(`${"a".repeat(60)}!`);
