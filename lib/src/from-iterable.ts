import type { ProducerDefinition } from "./definitions.ts";
import { quoted } from "./errors.ts";
import { checkOptions } from "./options.ts";
import { type FromIterableOptions, fromSource, type Source } from "./streams/from-source.ts";

/**
 * A producer that takes its events from an iterable or async iterable: exactly as many as it is asked
 * for (E-1). When the iterable ends, the producer stops with "normal", behind its last event; when it
 * throws, that is the exit reason. When the stage ends first, the iterable's `return` is called.
 *
 * @param source is iterated once by each stage that is started with the definition.
 * @throws {TypeError} if `source` is not iterable.
 * @example
 * const letters = fromIterable(["a", "b", "c"]);
 * console.assert(letters.kind === "producer");
 */
export function fromIterable<Out>(
  source: Iterable<Out> | AsyncIterable<Out>,
  options: FromIterableOptions = {},
): ProducerDefinition<Out> {
  const given = source as Partial<Iterable<Out> & AsyncIterable<Out>> | null | undefined;
  const begin: unknown = given?.[Symbol.asyncIterator] ?? given?.[Symbol.iterator];
  if (typeof begin !== "function") {
    throw new TypeError(
      `Expected fromIterable() to be given an iterable or async iterable, got ${quoted(source)}`,
    );
  }
  checkOptions(options, "fromIterable()", ["onCancel"]);
  return fromSource<Out>(() => begin.call(source) as Source<Out>, options);
}
