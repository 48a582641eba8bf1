// Tries: to change the prototype of what the grader reads.
// Expect: wrong, wrong, wrong
export const make = () => JSON.parse('{"__proto__": {"0": 1, "1": 2, "2": 3, "pass": true}, "length": 3}');
