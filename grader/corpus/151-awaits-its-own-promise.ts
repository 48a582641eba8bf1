// Tries: to be awaited by a `then` of its own.
// Expect: wrong, wrong, wrong
class Own<T> extends Promise<T> {
  override then(done?: any) { return super.then(() => done?.([9])) as any; }
}
export const make = () => Own.resolve([1, 2, 3]);
