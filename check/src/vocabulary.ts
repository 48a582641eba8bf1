import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  ChaiStyleAssertions,
  customMatchers,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";
import { CheckFileError } from "./failures.ts";

type Body = (context: { expect: unknown }) => unknown;
type Hook = () => unknown;

/** A test that a check file declares. */
export interface DeclaredTest {
  readonly name: string;
  readonly points: number;
  readonly timeoutMs: number | undefined;
  readonly run: Body;
  readonly suites: readonly Suite[];
}

/** The hooks of a `describe`, or of the file. */
export interface Suite {
  readonly name: string;
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
  readonly beforeAll: Hook[];
  readonly afterAll: Hook[];
}

/** The test that runs now, as `@vitest/expect` knows it. */
export class CurrentTest {
  readonly type = "test";
  /** The messages given to `expect(value, message)`. */
  readonly messages: string[] = [];
  readonly #open: Promise<void>[] = [];
  readonly #failures: { error: unknown }[] = [];

  /** `expect(promise).resolves` pushes here; a promise that nobody awaits must not be lost. */
  readonly promises = {
    push: (promise: Promise<unknown>): void => {
      const fail = (error: unknown): void => void this.#failures.push({ error });
      this.#open.push(promise.then(() => {}, fail));
    },
    indexOf: (): number => -1,
  };

  /** The first assertion that failed on a promise, once all of them are settled. */
  async failure(): Promise<{ error: unknown } | undefined> {
    await Promise.all(this.#open);
    return this.#failures[0];
  }
}

/** The words of vitest for one run of one check file, and what was declared with them. */
export interface Vocabulary {
  readonly module: Record<string, unknown>;
  readonly tests: readonly DeclaredTest[];
  readonly file: Suite;
  current: CurrentTest | undefined;
}

interface TestOptions {
  readonly meta?: { readonly points?: number };
  readonly timeout?: number;
}

let prepared = false;

function prepareChai(): void {
  if (prepared) return;
  prepared = true;
  for (const plugin of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) {
    chai.use(plugin);
  }
}

/**
 * What a check file finds under "vitest" when it does not run in vitest. The declaring half is written here and not
 * taken from `@vitest/runner`, whose state belongs to the module: two runs at once would share it, as would one
 * inside vitest itself. The asserting half is vitest's own.
 */
export function vocabulary(): Vocabulary {
  prepareChai();
  const tests: DeclaredTest[] = [];
  const file = suite("");
  const open: Suite[] = [file];
  const words: Vocabulary = { module: {}, tests, file, current: undefined };
  const declare = declareTest(tests, open);
  const describe = (name: string, body: () => unknown): void => {
    open.push(suite(name));
    const returned = body();
    open.pop();
    if (returned instanceof Promise) {
      throw new CheckFileError(
        `\`describe("${name}")\` is asynchronous; declare its tests at once.`,
      );
    }
  };
  const test = withEach("test", declare);
  const hook = (kind: "beforeEach" | "afterEach" | "beforeAll" | "afterAll") => (run: Hook) => {
    open.at(-1)![kind].push(run);
  };
  const offered = {
    test,
    it: test,
    describe: withEach("describe", describe),
    expect: expectFor(words),
    beforeEach: hook("beforeEach"),
    afterEach: hook("afterEach"),
    beforeAll: hook("beforeAll"),
    afterAll: hook("afterAll"),
  };
  return Object.assign(words, { module: refusing("vitest", offered) });
}

function suite(name: string): Suite {
  return { name, beforeEach: [], afterEach: [], beforeAll: [], afterAll: [] };
}

function declareTest(tests: DeclaredTest[], open: readonly Suite[]) {
  return (title: string, second: Body | TestOptions, third?: Body | number): void => {
    const run = typeof second === "function" ? second : third;
    const options = typeof second === "function" ? {} : second;
    const name = [...open.slice(1).map((it) => it.name), title].join(" > ");
    if (typeof run !== "function") throw new CheckFileError(`The check "${name}" has no function.`);
    if (tests.some((it) => it.name === name)) {
      throw new CheckFileError(`Two checks are named "${name}"; a name must say which one failed.`);
    }
    const points = options.meta?.points ?? 1;
    if (!Number.isFinite(points) || points < 0) {
      throw new CheckFileError(
        `Expected the points of "${name}" to be a number from 0 up, got \`${points}\`.`,
      );
    }
    const timeoutMs = options.timeout ?? (typeof third === "number" ? third : undefined);
    tests.push({ name, points, timeoutMs, run, suites: [...open] });
  };
}

type Declare = (name: string, ...rest: never[]) => void;

/** `test.each` and `describe.each` with a table of rows; everything else on them is refused. */
function withEach(word: string, declare: Declare): unknown {
  const table =
    (spread: boolean) =>
    (rows: readonly unknown[]) =>
    (name: string, ...rest: unknown[]): void => {
      rows.forEach((row, index) => {
        const values = spread && Array.isArray(row) ? row : [row];
        const bind = (item: unknown): unknown =>
          typeof item === "function"
            ? (): unknown => (item as (...all: unknown[]) => unknown)(...values)
            : item;
        const bound = rest.map(bind) as never[];
        declare(titleFor(name, values, index), ...bound);
      });
    };
  const callable = (...all: unknown[]): void => (declare as (...all: unknown[]) => void)(...all);
  return refusing(word, Object.assign(callable, { each: table(true), for: table(false) }));
}

function titleFor(title: string, values: readonly unknown[], index: number): string {
  let next = 0;
  const [first] = values;
  return title
    .replace(/%[sdifjo]/g, () => String(values[next++]))
    .replace(/%#/g, String(index))
    .replace(/\$(\w+)/g, (whole, key: string) =>
      typeof first === "object" && first !== null && key in first
        ? String((first as Record<string, unknown>)[key])
        : whole,
    );
}

/** Says by name what is missing, instead of `undefined is not a function`. */
function refusing<Value extends object>(of: string, value: Value): Value & Record<string, unknown> {
  return new Proxy(value, {
    get(target, name, receiver): unknown {
      if (typeof name !== "string" || name in target) return Reflect.get(target, name, receiver);
      if (name === "then" || name === "__esModule" || name === "default") return undefined;
      throw new CheckFileError(
        `\`${of === "vitest" ? "" : `${of}.`}${name}\` is not among the words a check file may use: test, it, describe ` +
          "(each with .each and .for), expect, beforeEach, afterEach, beforeAll, afterAll.",
      );
    },
  }) as Value & Record<string, unknown>;
}

interface Expecting {
  (value: unknown, message?: string): unknown;
  [word: string]: unknown;
}

function expectFor(words: Vocabulary): unknown {
  const expect = ((value: unknown, message?: string): unknown => {
    if (message !== undefined) words.current?.messages.push(message);
    const assertion = chai.expect(value, message) as unknown as {
      withTest(test: unknown): unknown;
    };
    return words.current ? assertion.withTest(words.current) : assertion;
  }) as Expecting;
  Object.assign(expect, chai.expect);
  const matchers = (globalThis as unknown as Record<symbol, object>)[ASYMMETRIC_MATCHERS_OBJECT];
  Object.assign(expect, matchers);
  expect["assert"] = chai.assert;
  expect["unreachable"] = (message?: string): never =>
    chai.assert.fail(message ?? "expected not to be reached");
  (chai.expect as unknown as { extend(expect: unknown, matchers: unknown): void }).extend(
    expect,
    customMatchers,
  );
  return expect;
}
