import "ses";
import { ownGlobals } from "./answer-globals.ts";
import { evaluatorIn } from "./code-scope.ts";
import { seededBy } from "./seeded.ts";
import { takeHost } from "./taken-host.ts";
import { takeTimers } from "./timers.ts";

type Print = (...items: unknown[]) => void;

/** Evaluates among the globals of one answer; `scope`, if any, is asked for a name before they are. */
export type Evaluating = (code: string, scope?: object) => unknown;

/** Where one answer runs and, beside it with globals of their own, the functions that checks send. */
export interface Room {
  readonly answer: Evaluating;
  readonly check: Evaluating;
}

/** A process whose built-ins and libraries nobody can change any more. */
export interface LockedRealm {
  /** A room for the next answer. Timers that were set before never call back. */
  enter(seed: number, print: Print): Room;
  /** Ends the timers of the answer that is there. */
  leave(): void;
}

/**
 * Locks this process: its built-ins, what of its host may be handed out, and the libraries, which were loaded before.
 * To be called once, before anything of an answer is evaluated.
 */
export async function lockRealm(
  libraries: readonly object[],
  librarySamples: () => Promise<readonly unknown[]>,
): Promise<LockedRealm> {
  const timers = takeTimers();
  const host = takeHost(timers.functions);
  let chance: () => number = Math.random;
  // The libraries draw from it too, where no seed is given.
  Math.random = () => chance();
  const mutableError = Error;
  lockdown({
    errorTaming: "safe",
    errorTrapping: "none",
    unhandledRejectionTrapping: "none",
    overrideTaming: "severe",
    consoleTaming: "unsafe",
    localeTaming: "unsafe",
    domainTaming: "unsafe",
    reporting: "none",
  });
  for (const library of libraries) replaceParents(library, mutableError);
  for (const prototype of host.prototypes) keepAssignable(prototype);
  // Frozen when they have come to rest: what they still do changes them.
  const samples = await librarySamples();
  harden([host, timers.functions, samples]);
  for (const library of libraries) hardenLibrary(library);
  const leave = (): void => timers.endAll();
  return {
    leave,
    enter(seed, print) {
      leave();
      chance = seededBy(seed, 0).random;
      const own = { offered: host.offered, seeded: seededBy(seed, 1), print };
      const beside = {
        offered: { ...host.offered, ...host.forChecks },
        seeded: seededBy(seed, 2),
        print,
      };
      return { answer: evaluating(ownGlobals(own)), check: evaluating(ownGlobals(beside)) };
    },
  };
}

function evaluating(globals: object): Evaluating {
  return (code, first) => evaluatorIn(first ? { globals, first } : { globals })(code);
}

/**
 * What a frozen prototype holds cannot be assigned to the objects that inherit from it, and the host itself does that
 * with `constructor`. An accessor can; it carries its value as those of the language's own locked prototypes do.
 */
function keepAssignable(prototype: object): void {
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (!("value" in property) || property.configurable !== true) continue;
    const value: unknown = property.value;
    const get = Object.defineProperty(() => value, "originalValue", { value });
    const set = function (this: object, assigned: unknown): void {
      const own = { value: assigned, writable: true, enumerable: true, configurable: true };
      Object.defineProperty(this, name, own);
    };
    const { enumerable = false } = property;
    Object.defineProperty(prototype, name, { get, set, enumerable, configurable: true });
  }
}

/**
 * Freezes all that a library exports, and all that leads from it. A list that the library has frozen itself is taken
 * to be frozen to its bottom, as `week` is: to walk all of its quakes takes a fifth of a jail's start.
 */
function hardenLibrary(library: object): void {
  Object.freeze(library);
  for (const exported of Object.values(library) as unknown[]) {
    if (!(Array.isArray(exported) && Object.isFrozen(exported))) harden(exported);
  }
}

/** A class made before the lock extends the `Error` of that time, which knows more of a stack than an answer may. */
function replaceParents(library: object, errorBefore: ErrorConstructor): void {
  const after = Object.getPrototypeOf(TypeError) as object;
  for (const exported of Object.values(library) as unknown[]) {
    if (typeof exported === "function" && Object.getPrototypeOf(exported) === errorBefore) {
      Object.setPrototypeOf(exported, after);
    }
  }
}
