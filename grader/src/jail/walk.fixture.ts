// Sent to a jail by their text: they may use nothing but their parameters and the names every host has.
/* oxlint-disable typescript/no-explicit-any -- it walks through whatever there is */

/** What a program can get into its hands, beside its globals: a path and a value each. */
export async function inHand({
  System,
  producer,
  consumer,
  supervise,
}: any): Promise<[string, any][]> {
  const found: [string, any][] = [];
  const keep = (path: string, value: unknown): void => void found.push([path, value]);
  const target = new EventTarget();
  target.addEventListener("sample", (event) => keep("event", event));
  target.dispatchEvent(new Event("sample"));
  const controller = new AbortController();
  controller.signal.addEventListener("abort", () => {}, { once: true });
  const stream = new ReadableStream({ start: (c) => (keep("controller", c), c.enqueue(1)) });
  const reader = stream.getReader();
  const pipe = new TransformStream();
  const writer = pipe.writable.getWriter();
  Object.entries({ target, controller, stream, reader, pipe, writer }).forEach((it) => keep(...it));
  keep("read", await reader.read());
  keep("tee", new ReadableStream().tee());
  keep("any", AbortSignal.any([controller.signal, AbortSignal.timeout(9), AbortSignal.abort()]));
  keep("search", new URLSearchParams("a=1").keys());
  keep(
    "timer",
    setTimeout(() => {}, 1),
  );
  keep("copy", structuredClone({ date: new Date(), error: new TypeError("copied") }));
  for (const fail of [() => new URL("x"), () => structuredClone(producer), () => producer(1)]) {
    try {
      fail();
    } catch (error) {
      keep("error", error);
    }
  }
  for (const system of [new System(), new System({ clock: "virtual", trace: true })]) {
    const demanded = (count: number) => Array.from({ length: count }, (_, index) => index);
    const to = system.start(producer(() => ({ handleDemand: demanded })));
    const seen = consumer((stage: any) => {
      keep("stage", stage);
      return { handleEvents: (events: any, from: any) => (keep("from", from), stage.cancel(from)) };
    });
    const sink = system.start(seen, { subscribeTo: [{ to, maxDemand: 2 }] });
    keep("supervisor", supervise(system, []));
    for (let turn = 0; turn < 9; turn++) await Promise.resolve();
    keep("system", [system, system.trace, system.snapshot(), to, sink]);
  }
  return found;
}

/** Every object that can be reached, with a path to it: properties, what getters answer, prototypes, maps. */
export function reachable(roots: readonly [string, any][]): Map<any, string> {
  const paths = new Map<any, string>();
  const waiting: any[] = [];
  const add = (path: string, value: any): void => {
    const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
    if (!isObject || paths.has(value)) return;
    paths.set(value, path);
    waiting.push(value);
  };
  for (const [path, value] of roots) add(path, value);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const path = paths.get(value)!;
    const keys = Reflect.ownKeys(value);
    // The quakes of the week are alike.
    for (const key of keys.length > 500 ? keys.slice(0, 20) : keys) {
      const property = Reflect.getOwnPropertyDescriptor(value, key)!;
      const name = `${path}.${String(key)}`;
      add(name, property.value);
      add(`${name} (get)`, property.get);
      add(`${name} (set)`, property.set);
      try {
        add(name, value[key]);
      } catch (error) {
        add(`${name} (error)`, error);
      }
    }
    add(`${path} (prototype)`, Reflect.getPrototypeOf(value));
    if (!(value instanceof Map)) continue;
    for (const entry of Array.from(value)) add(`${path} (entry)`, entry);
  }
  return paths;
}
