import { dateReading, mathDrawing, type Seeded } from "./seeded.ts";

type Named = Readonly<Record<string, unknown>>;
type Print = (...items: unknown[]) => void;

/** What a realm's own globals are made of. */
export interface GlobalsOptions {
  /** What is the same for everybody; frozen. */
  readonly offered: Named;
  readonly seeded: Seeded;
  readonly print: Print;
}

const printing = ["log", "info", "warn", "error", "debug", "dir", "table", "trace"];
const silent = ["clear", "count", "countReset", "group", "groupCollapsed", "groupEnd"];
const timing = ["time", "timeEnd", "timeLog"];

/** What is looked up at every use unless it can never change: in a loop that takes a hundred times as long. */
const lasting = /^([A-Z]|(is|parse)[A-Z]|(de|en)codeURI)/;

/** What a page has not. */
const removed = ["Compartment", "HandledPromise", "ModuleSource", "assert", "harden", "lockdown"];

/** A global object of its own, made anew for each answer: what is changed in it ends with it. */
export function ownGlobals({ offered, seeded, print }: GlobalsOptions): object {
  const { globalThis: globals } = new Compartment({
    __options__: true,
    globals: {
      ...offered,
      Date: dateReading(seeded.now),
      Math: mathDrawing(seeded.random),
      console: consoleWith(print),
      performance: performanceAt(seeded.now()),
    },
  });
  for (const name of removed) Reflect.deleteProperty(globals, name);
  const fixed = { writable: false, configurable: false, enumerable: false };
  for (const name of Object.getOwnPropertyNames(globals)) {
    if (lasting.test(name)) Object.defineProperty(globals, name, fixed);
  }
  return globals;
}

function consoleWith(print: Print): object {
  const nothing = (): void => {};
  return Object.fromEntries([
    ...printing.map((name) => [name, (...items: unknown[]) => print(...items)] as const),
    ...[...silent, ...timing].map((name) => [name, nothing] as const),
    [
      "assert",
      (holds: unknown, ...items: unknown[]) => holds || print("Assertion failed:", ...items),
    ],
  ]);
}

function performanceAt(timeOrigin: number): object {
  const { performance } = globalThis;
  const begun = performance.now();
  return { timeOrigin, now: () => performance.now() - begun };
}
