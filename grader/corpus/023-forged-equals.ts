// Tries: to be asked whether it is equal.
// Expect: wrong, wrong, wrong
export const make = () => ({ equals: () => true, [Symbol.toStringTag]: "Array", length: 3, 0: 1, 1: 2, 2: 3 });
