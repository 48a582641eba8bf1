// Tries: to run code of its own where differences are printed.
// Expect: wrong, wrong, wrong
export const make = () => ({
  [Symbol.toPrimitive]: () => [1, 2, 3].join(),
  [Symbol.for("nodejs.util.inspect.custom")]: () => { throw new Error("printed"); },
  toString: () => { throw new Error("printed"); },
  [Symbol.iterator]: function* () { yield* [1, 2, 3]; },
});
