// Tries: the same, through its arguments.
// Expect: error, error, error
export function make() {
  return String((arguments as any).callee.caller);
}
