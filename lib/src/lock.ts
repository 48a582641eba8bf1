/**
 * Makes own properties of an object what they are now, for good. Whoever holds the object can neither
 * write them nor put others in their place; what a trace says of it rests on them.
 */
export function lock<Held extends object>(held: Held, ...keys: readonly (keyof Held)[]): void {
  for (const key of keys) {
    Object.defineProperty(held, key, { writable: false, configurable: false });
  }
}
