interface NodeProcess {
  readonly getBuiltinModule?: (id: string) => unknown;
}

interface NodeModule {
  createRequire(from: string): (id: string) => unknown;
}

/**
 * A module of Node's own; undefined in a page or a worker of one. Nothing is imported, so a bundle for
 * a page holds nothing of it.
 */
export function nodeModule<Module>(id: string): Module | undefined {
  const node = Reflect.get(globalThis, "process") as NodeProcess | undefined;
  return node?.getBuiltinModule?.(id) as Module | undefined;
}

/** Loads a module from where this one is; throws what Node throws where there is none. */
export function load(id: string): unknown {
  const here = (import.meta as { readonly url?: string }).url;
  const from = nodeModule<NodeModule>("module");
  if (from === undefined || here === undefined) throw new Error(`Cannot find module '${id}'`);
  return from.createRequire(here)(id);
}

/** The text of the player's script; undefined where the program that runs has left it behind. */
export function playerScript(): string | undefined {
  try {
    return load("headgate/player/script") as string;
  } catch {
    return undefined;
  }
}
