// Tries: to give every object a field that says "correct".
// Expect: error, error, error
(Object.prototype as any).verdict = "correct";
(Object.prototype as any).points = 4;
export const make = () => [7];
