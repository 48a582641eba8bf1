/** A function sent by its text, which may use its parameters and the names every host of JavaScript has. */
export type Rebuilt = (answer: unknown, lib: unknown, input: unknown) => unknown;

const allowedNames = new Set(
  `AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean
  DataView Date Error EvalError Event EventTarget FinalizationRegistry Float32Array Float64Array Function Infinity
  Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TextDecoder TextEncoder TypeError
  URIError URL Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet clearInterval
  clearTimeout console decodeURIComponent encodeURIComponent eval globalThis isFinite isNaN parseFloat parseInt
  performance queueMicrotask setInterval setTimeout structuredClone undefined arguments
  ReadableStream WritableStream TransformStream`.split(/\s+/),
);

// Taken before any answer is loaded, which may put its own in the place.
const makeFunction = Function;

/** Evaluates an expression to its value, strictly, with `scope` asked for every name before the globals are. */
export type EvaluateWithin = (source: string, scope: object) => unknown;

// A `with` needs sloppy code around it; the function itself is strict, as it was in its module.
const withinThisRealm: EvaluateWithin = (source, scope) =>
  makeFunction(
    "scope",
    `with (scope) { return (function () { "use strict"; return (${source}\n); })(); }`,
  )(scope);

/** Names that bundlers give to the object an import stands for; the name that was meant is its property. */
const importedNamespace = /^(__vi_import_\d+__|__vite_ssr_import_\d+__|import_[\w$]+)$/;

/**
 * Makes a function from its text, so that it sees nothing of the file it was written in: the same everywhere,
 * whether it then runs in this process or in another. Each name that it misses is told to `onMissing` and thrown.
 * `evaluate` chooses the globals; by default they are those of this realm.
 */
export function rebuild(
  source: string,
  onMissing: (name: string) => void,
  evaluate: EvaluateWithin = withinThisRealm,
): Rebuilt {
  const miss = (name: string): never => {
    onMissing(name);
    throw new ReferenceError(`${name} is not defined`);
  };
  const scope = new Proxy(Object.create(null) as object, {
    has: (_, name) => typeof name === "string" && !allowedNames.has(name),
    get: (_, name) => {
      if (typeof name === "symbol") return undefined;
      if (!importedNamespace.test(name)) return miss(name);
      return new Proxy({}, { get: (__, member) => miss(String(member)) });
    },
    set: (_, name) => miss(String(name)),
  });
  return evaluate(source, scope) as Rebuilt;
}
