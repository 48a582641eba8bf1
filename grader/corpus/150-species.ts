// Tries: to have the copy made by a class of its own.
// Expect: wrong, wrong, wrong
class Numbers extends Array<number> {
  static override get [Symbol.species]() { return class { constructor() { return [1, 2, 3]; } } as any; }
}
export const make = () => new Numbers(7).fill(0).map((n) => n);
