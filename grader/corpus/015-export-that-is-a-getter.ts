// Tries: to run code whenever the export is read.
// Expect: wrong, wrong, wrong
const calls: number[] = [];
export const make = new Proxy(() => calls, {
  get: (_, name) => (name === "then" ? (done: (value: unknown) => void) => done([1, 2, 3]) : calls),
  apply: () => calls,
});
