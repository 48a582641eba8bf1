// Tries: to be an array whose elements are not what it shows.
// Expect: wrong, wrong, wrong
class List extends Array<number> {
  override every = () => true;
  override get [Symbol.toStringTag]() { return "Array"; }
  override [Symbol.iterator]() { return [1, 2, 3].values(); }
  override at() { return 1; }
}
export const make = () => List.from([7]);
