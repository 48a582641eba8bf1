/*
 * What of Node's this entry point needs. It is asked for at run time and not imported, so that the
 * library compiles without Node's types, and importing `headgate/workers` elsewhere breaks nothing.
 */

/** As much of the host's `AbortController` as is used here. */
export interface Aborter {
  readonly signal: object;
  abort(): void;
}

/** As much of a Piscina as is used here. */
export interface Piscina {
  run(
    task: object,
    options: { readonly signal: object; readonly transferList: readonly object[] },
  ): Promise<unknown>;
  on(event: "message" | "error", listener: (value: unknown) => void): void;
  destroy(): Promise<void>;
}

type PiscinaClass = new (options: object) => Piscina;

interface Host {
  readonly process?: { getBuiltinModule?(name: string): unknown };
  readonly AbortController: new () => Aborter;
  readonly URL: new (url: string, base?: string) => { readonly href: string };
  structuredClone(value: unknown): unknown;
}

const host = globalThis as unknown as Host;
const here = (import.meta as unknown as { url: string }).url;

/** One of Node's own modules. */
function builtin<Module>(name: string): Module {
  const found = host.process?.getBuiltinModule?.(name);
  if (found !== undefined) return found as Module;
  throw new Error(
    "headgate/workers needs the worker threads of Node 20.19 or newer, and this is no such Node",
  );
}

const missing =
  "headgate/workers needs the package `piscina`, which is not installed: npm install piscina";

let piscina: PiscinaClass | undefined;

/** The pool library. It is loaded when the first worker stage is defined. */
export function loadPiscina(): PiscinaClass {
  if (piscina !== undefined) return piscina;
  type Module = { createRequire(from: string): (name: string) => { Piscina: PiscinaClass } };
  const { createRequire } = builtin<Module>("node:module");
  try {
    piscina = createRequire(here)("piscina").Piscina;
  } catch (error) {
    if ((error as { code?: string }).code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(missing, { cause: error });
  }
  return piscina;
}

/** The path of the program that runs in each thread; it stands beside this file, built or not. */
export function threadProgram(): string {
  const { fileURLToPath } = builtin<{ fileURLToPath(url: string): string }>("node:url");
  return fileURLToPath(new host.URL("./thread.mjs", here).href);
}

/** The file URL of an absolute path; undefined for a relative one. */
export function urlOfPath(path: string): string | undefined {
  const { isAbsolute } = builtin<{ isAbsolute(path: string): boolean }>("node:path");
  const { pathToFileURL } = builtin<{ pathToFileURL(path: string): { href: string } }>("node:url");
  return isAbsolute(path) ? pathToFileURL(path).href : undefined;
}

/** How many threads this machine runs at once. */
export function parallelism(): number {
  return builtin<{ availableParallelism(): number }>("node:os").availableParallelism();
}

export function aborter(): Aborter {
  return new host.AbortController();
}

/** How many of these events can be sent, up to the first that cannot. */
export function sendableCount(events: readonly unknown[]): number {
  const index = events.findIndex((event) => {
    try {
      host.structuredClone(event);
      return false;
    } catch {
      return true;
    }
  });
  return index === -1 ? 0 : index;
}
