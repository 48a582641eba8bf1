import type { ProducerRef } from "../definitions.ts";
import { isCleanReason } from "../exit-reason.ts";
import { checkSystemFirst } from "../streams/check-stream.ts";
import type { System } from "../system.ts";
import { writableOf } from "./from-writable-stream.ts";
import { type ReadableStreamOptions, readableStreamOf } from "./to-readable-stream.ts";

/** Two ends of stages, as `pipeThrough` takes them. */
export interface TransformStreamPair<In, Out> {
  /** What the stages emit. */
  readonly readable: ReadableStream<Out>;
  /** What the stages take. */
  readonly writable: WritableStream<In>;
}

/**
 * A pair for `pipeThrough` with stages inside: what is written to it comes from the producer that
 * `build` is given, and what the stage that `build` returns emits is read from it.
 *
 * @param build starts the stages between.
 * @example
 * const system = new System();
 * const shout = producerConsumer((stage) => ({
 *   handleEvents: (words: string[]) => words.map((word) => word.toUpperCase()),
 *   handleCancel: () => stage.complete(), // hands out what it has made, and ends
 * }));
 * const shouting = toTransformStream<string, string>(system, (words) =>
 *   system.start(shout, { subscribeTo: [{ to: words, cancel: "transient" }] }),
 * );
 * const body = new Blob(["one two"]).stream();
 * const text = body.pipeThrough(new TextDecoderStream()).pipeThrough(shouting);
 * console.assert((await new Response(text.pipeThrough(new TextEncoderStream())).text()) === "ONE TWO");
 */
export function toTransformStream<In, Out>(
  system: System,
  build: (input: ProducerRef<In>) => ProducerRef<Out>,
  options: Omit<ReadableStreamOptions, "type"> = {},
): TransformStreamPair<In, Out> {
  checkSystemFirst("toTransformStream", "build", system);
  const { writable, producer } = writableOf<In>({}, () => begin());
  const input = system.start(producer);
  // Where nobody reads any more, nobody shall write.
  const stop = (reason: unknown): void => {
    void system.stop(input, isCleanReason(reason) ? reason : { shutdown: reason }).catch(() => {});
  };
  // A writer that ends at once may be faster than whoever reads.
  const { readable, begin } = readableStreamOf(system, build(input), options, stop);
  return { writable, readable: readable as ReadableStream<Out> };
}
