type Named = Record<string, unknown>;

/** Of the host's own, what a page has too and what gives no authority. */
const pageNames =
  names(`AbortController AbortSignal ByteLengthQueuingStrategy CountQueuingStrategy CustomEvent
  DOMException Event EventTarget Float32Array Float64Array Intl ReadableByteStreamController ReadableStream
  ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader
  TextDecoder TextEncoder TransformStream TransformStreamDefaultController URL URLSearchParams WeakRef WritableStream
  WritableStreamDefaultController WritableStreamDefaultWriter atob btoa queueMicrotask`);

/** What only the function of a check may name besides: it could outlive an answer, or time it. */
const checkNames = names("Atomics FinalizationRegistry SharedArrayBuffer");

/** What every JavaScript has, and what locks that up. */
const languageNames =
  names(`AggregateError Array ArrayBuffer AsyncDisposableStack AsyncIterator BigInt BigInt64Array
  BigUint64Array Boolean Compartment DataView Date DisposableStack Error EvalError Float16Array Function Infinity
  Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError
  Reflect RegExp Set String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakSet assert console decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape eval globalThis isFinite isNaN lockdown parseFloat parseInt performance
  repairIntrinsics undefined unescape`);

function names(text: string): string[] {
  return text.split(/\s+/);
}

/** What was taken of the process's globals. */
export interface TakenHost {
  /** For answers. Freeze it with `samples` before it is handed out: it is shared. */
  readonly offered: Readonly<Named>;
  /** For the functions of checks alone. */
  readonly forChecks: Readonly<Named>;
  /** Objects that lead to what no name leads to. */
  readonly samples: readonly object[];
  /** What all of these inherit from, as far as it is the host's. */
  readonly prototypes: readonly object[];
}

/**
 * Takes from the process what an answer may have, and deletes the globals that it may not: then each is as unknown
 * there as in a page. `timers` stand for the host's.
 */
export function takeHost(timers: Readonly<Named>): TakenHost {
  const host = globalThis as unknown as Named;
  const pick = (wanted: readonly string[]): Named =>
    Object.fromEntries(wanted.filter((name) => name in host).map((name) => [name, host[name]]));
  closePorts();
  // To freeze what it makes, its tables would have to be read: a tenth of a jail's start.
  Reflect.deleteProperty(Intl, "Segmenter");
  const made = samples();
  const page = pick(pageNames);
  const taken = {
    offered: { ...page, ...timers, structuredClone: cloning(structuredClone) },
    forChecks: pick(checkNames),
    samples: made,
    prototypes: [
      ...Object.values(page).map((it) => (it as { readonly prototype?: object }).prototype ?? {}),
      ...made.map((it) => Object.getPrototypeOf(it) as object),
    ],
  };
  const kept = new Set([...languageNames, ...Object.keys(taken.offered)]);
  for (const name of Object.getOwnPropertyNames(host)) {
    if (!kept.has(name)) Reflect.deleteProperty(host, name);
  }
  return taken;
}

/** A message to oneself calls back when no timer does any more: so nothing here makes a port for messages. */
function closePorts(): void {
  for (const it of [AbortSignal, ReadableStream, WritableStream, TransformStream]) {
    const prototype = it.prototype as object;
    for (const symbol of Object.getOwnPropertySymbols(prototype)) {
      if (symbol.description?.startsWith("messaging_")) Reflect.deleteProperty(prototype, symbol);
    }
  }
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    const late = new DOMException("The operation was aborted due to timeout", "TimeoutError");
    setTimeout(() => controller.abort(late), ms);
    return controller.signal;
  };
}

function cloning(clone: typeof structuredClone): (value: unknown, options?: unknown) => unknown {
  return function structuredClone(value, options) {
    const { transfer = [] } = (options ?? {}) as { transfer?: readonly unknown[] };
    const buffers = [...transfer].filter((it) => it instanceof ArrayBuffer);
    return clone(value, { transfer: buffers });
  };
}

function samples(): object[] {
  const target = new EventTarget();
  target.addEventListener("sample", () => {}, { once: true });
  const { signal } = new AbortController();
  signal.addEventListener("abort", () => {});
  const search = new URLSearchParams("sample=1");
  const stream = new ReadableStream();
  const pipe = new TransformStream();
  return [
    target,
    signal,
    AbortSignal.any([signal]),
    new Event("sample"),
    new URL("sample:it"),
    search,
    search.entries(),
    new TextDecoder(),
    new TextEncoder(),
    stream,
    stream.values(),
    new ReadableStream({ type: "bytes" }),
    new WritableStream(),
    pipe,
    pipe.readable,
    pipe.writable,
    setTimeout(() => {}, 0) as object,
    ...errors(),
  ];
}

/** The host's errors have a class for each of their codes. */
function errors(): object[] {
  const wrong: (() => unknown)[] = [
    () => AbortSignal.prototype.aborted,
    () => TextDecoder.prototype.encoding,
    () => URL.prototype.href,
    () => new URL("sample"),
    () => queueMicrotask(undefined as never),
    () => Reflect.apply(EventTarget.prototype.addEventListener, new EventTarget(), []) as unknown,
    () => new EventTarget().dispatchEvent({} as Event),
    () => new TextDecoder("sample"),
    () => new ReadableStream({ type: "sample" } as never),
    () => new ReadableStreamDefaultReader(locked()),
    () => structuredClone(() => {}),
    () => atob("!"),
  ];
  return wrong.flatMap((run) => {
    try {
      run();
      return [];
    } catch (error) {
      return [error as object];
    }
  });
}

function locked(): ReadableStream {
  const stream = new ReadableStream();
  stream.getReader();
  return stream;
}
