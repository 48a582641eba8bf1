import { Duplex } from "node:stream";
import type { ProducerRef } from "../definitions.ts";
import { isCleanReason } from "../exit-reason.ts";
import type { StreamOptions } from "../stage-stream.ts";
import { begun } from "../streams/begun.ts";
import { checkSystemFirst } from "../streams/check-stream.ts";
import { Feed } from "../streams/feed.ts";
import type { StageError } from "../errors.ts";
import type { System } from "../system.ts";
import { destroyedEarly, writingTo } from "./from-writable.ts";
import { pushNext } from "./to-readable.ts";

/**
 * A Node Duplex with stages inside, for the middle of a `pipeline`: what is written to it comes from
 * the producer that `build` is given, and what the stage that `build` returns emits is read from it.
 * Both sides are in object mode; a stream of bytes gives Buffers and takes Buffers and strings.
 *
 * @param build starts the stages between.
 * @example
 * import { Readable } from "node:stream";
 * const system = new System();
 * const double = producerConsumer((stage) => ({
 *   handleEvents: (events: number[]) => events.map((n) => n * 2),
 *   handleCancel: () => stage.complete(), // hands out what it has made, and ends
 * }));
 * const doubling = toDuplex<number, number>(system, (numbers) =>
 *   system.start(double, { subscribeTo: [{ to: numbers, cancel: "transient" }] }),
 * );
 * const seen = await Readable.from([1, 2, 3]).pipe(doubling).toArray();
 * console.assert(seen.join() === "2,4,6");
 */
export function toDuplex<In, Out>(
  system: System,
  build: (input: ProducerRef<In>) => ProducerRef<Out>,
  options: Omit<StreamOptions, "signal"> = {},
): Duplex {
  checkSystemFirst("toDuplex", "build", system);
  const lost = (error: StageError): void => {
    // What comes out may have ended in order before, and what is still written has no reader.
    duplex.destroy(isCleanReason(error.reason) ? undefined : error);
  };
  const feed = new Feed<unknown>(lost, () => begin());
  const input = system.start(feed.producer) as ProducerRef<In>;
  const events = system.stream(build(input), options);
  // A writer that ends at once may be faster than whoever reads.
  const { begin, next } = begun(events);
  const duplex = new Duplex({
    objectMode: true,
    readableHighWaterMark: 1,
    ...writingTo(feed),
    read: () => pushNext(duplex, { next }),
    destroy: (error, callback) => {
      feed.fail(error ?? destroyedEarly());
      void events.return();
      callback(error);
    },
  });
  return duplex;
}
