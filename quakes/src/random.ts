// Numbers that look random and depend on the seed alone (splitmix32: a counter, then a hash of it).
// Its only reader is aftershocks.ts; nothing here is fit for secrets.

/** A function that returns the next number from 0 up to, not including, 1. */
export function random(seed: number): () => number {
  // Both halves of the seed count: 2 ** 32 and 0 must not give the same quakes.
  let state = mix(seed >>> 0) ^ mix(Math.floor(seed / 2 ** 32) ^ 0x9e3779b9);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
}

function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
