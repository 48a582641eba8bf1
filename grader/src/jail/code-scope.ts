import { Script } from "node:vm";

/** Names that lead an evaluation to its globals. */
export interface CodeScope {
  /** The only globals there are. */
  readonly globals: object;
  /** Asked for a name before the globals are. */
  readonly first?: object;
}

// `eval` by this very name sees the scopes around it, and makes strict code of its own: nothing in a text can close
// the brackets here. A script without a way to import gives none to what is evaluated in it.
const text = (constants: readonly string[]): string => `(function () {
  with (this.beyond) with (this.globals) with (this.first) with (this.evaluator) {
    ${constants.length > 0 ? `const { ${constants.join(", ")} } = this.globals;` : ""}
    return function () { "use strict"; return eval(arguments[0]); };
  }
})`;

// All taken before anything is evaluated.
const { apply, defineProperty, deleteProperty, has } = Reflect;
const realEval = globalThis.eval;
const scripts = new Map<string, (this: object) => (code: string) => unknown>();

/**
 * Answers what evaluates strict code among the given globals and no others. A name that nobody has is a
 * `ReferenceError` there, as anywhere; `eval` is the one of the globals.
 */
export function evaluatorIn({
  globals,
  first = Object.create(null) as object,
}: CodeScope): (code: string) => unknown {
  const constants = constantsOf(globals).filter((name) => !has(first, name));
  const evaluator = Object.create(null) as object;
  // The real one is there for the one time that the engine asks for it, and gone when the code begins.
  const once = {
    configurable: true,
    get: () => {
      deleteProperty(evaluator, "eval");
      return realEval;
    },
  };
  const run = apply(factoryFor(constants), { beyond, globals, first, evaluator }, []);
  return (code) => {
    defineProperty(evaluator, "eval", once);
    try {
      return apply(run, undefined, [code]);
    } finally {
      deleteProperty(evaluator, "eval");
    }
  };
}

/** Behind the globals: what this process has and they have not is not to be seen. */
const beyond = new Proxy(Object.freeze(Object.create(null)) as object, {
  has: (_, name) => name in globalThis,
  get: () => undefined,
  set: (_, name) => {
    throw new ReferenceError(`${String(name)} is not defined`);
  },
});

/** What can never change is looked up once, not at every use. */
function constantsOf(globals: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(globals))
    .filter(([name, { writable, configurable }]) => {
      return writable === false && configurable === false && /^[A-Za-z][A-Za-z0-9]*$/.test(name);
    })
    .map(([name]) => name);
}

function factoryFor(constants: readonly string[]): (this: object) => (code: string) => unknown {
  const key = constants.join();
  const known = scripts.get(key);
  if (known) return known;
  const script = new Script(text(constants), { filename: "answer.js" });
  const made = script.runInThisContext() as (this: object) => (code: string) => unknown;
  scripts.set(key, made);
  return made;
}
