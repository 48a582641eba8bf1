/** Chance and the calendar of one answer: the same for the same seed, on every machine and on every day. */
export interface Seeded {
  /** From 0 up to but without 1. */
  random(): number;
  /** Milliseconds since 1970. Begins at a moment that the seed chooses, and goes on as the real time does. */
  now(): number;
}

const firstMoment = Date.UTC(2024, 0, 1);
const yearMs = 365 * 86_400_000;

/** Begins anew with every call. `salt` tells apart those who draw from one seed. */
export function seededBy(seed: number, salt: number): Seeded {
  const { performance } = globalThis;
  const begun = performance.now();
  const start = firstMoment + Math.floor(drawing(seed, 0)() * yearMs);
  return {
    random: drawing(seed, salt),
    now: () => Math.floor(start + performance.now() - begun),
  };
}

/** splitmix32: a counter, and a hash of it. */
function drawing(seed: number, salt: number): () => number {
  let state = mix(mix(seed >>> 0) ^ Math.floor(seed / 2 ** 32) ^ Math.imul(salt, 0x85ebca6b));
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

const realDate = Date;

/** A `Date` of its own that reads the given clock; what it makes are dates like any other. */
export function dateReading(now: () => number): DateConstructor {
  const made = function Date(...parts: unknown[]): unknown {
    if (new.target === undefined) return new realDate(now()).toString();
    return Reflect.construct(realDate, parts.length > 0 ? parts : [now()], new.target);
  };
  Object.defineProperties(made, {
    length: { value: 7 },
    prototype: { value: realDate.prototype, writable: false },
  });
  return Object.assign(made, {
    now,
    parse: realDate.parse,
    UTC: realDate.UTC,
  }) as unknown as DateConstructor;
}

/** A `Math` of its own that draws the given numbers. */
export function mathDrawing(random: () => number): Math {
  const names = Object.getOwnPropertyDescriptors(Math);
  return Object.create(Object.prototype, {
    ...names,
    random: { value: random, writable: true, configurable: true, enumerable: false },
  }) as Math;
}
