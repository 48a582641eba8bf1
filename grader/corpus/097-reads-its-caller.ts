// Tries: to read the function that calls it.
// Expect: wrong, wrong, wrong
export function make() {
  return [String((make as any).caller), (make as any).arguments];
}
