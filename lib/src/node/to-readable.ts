import { Readable } from "node:stream";
import { onAbort } from "../abort.ts";
import type { StreamOptions, StreamSource } from "../stage-stream.ts";
import { checkSystemFirst } from "../streams/check-stream.ts";
import type { System } from "../system.ts";

/** How a Readable is made of a stage. */
export interface ReadableOptions extends StreamOptions {
  /** false: its events are bytes or text, and the Readable is one of bytes. Default: true. */
  readonly objectMode?: boolean;
  /** How much it reads ahead: events, or bytes. Default: 1 event; of bytes as Node has it, 64 KiB. */
  readonly highWaterMark?: number;
}

/**
 * A Node Readable of the events of one stage or several. It subscribes when it is first read from, and
 * asks for more as it is read. When the producers end in order it ends; when one fails, or the signal is
 * aborted, it is destroyed by that error. Destroyed early, it lets its producers go.
 *
 * @throws {TypeError | RangeError} for a wrong option.
 * @example
 * import { pipeline } from "node:stream/promises";
 * const system = new System();
 * const lines = system.start(fromIterable(["one\n", "two\n"]));
 * await pipeline(toReadable(system, lines, { objectMode: false }), async (bytes) => {
 *   let text = "";
 *   for await (const chunk of bytes) text += chunk;
 *   console.assert(text === "one\ntwo\n");
 * });
 */
export function toReadable<Out>(
  system: System,
  from: StreamSource<Out> | readonly StreamSource<Out>[],
  options?: ReadableOptions & { readonly objectMode?: true },
): Readable;
export function toReadable(
  system: System,
  from: StreamSource<string | Uint8Array> | readonly StreamSource<string | Uint8Array>[],
  options: ReadableOptions,
): Readable;
export function toReadable(
  system: System,
  from: StreamSource<any> | readonly StreamSource<any>[],
  options: ReadableOptions = {},
): Readable {
  checkSystemFirst("toReadable", "stage", system);
  const { signal, objectMode = true, highWaterMark, ...rest } = options;
  const events = system.stream(from, rest);
  const readable = new Readable({
    objectMode,
    // One event is enough: the stream of the stage reads ahead itself.
    ...(objectMode || highWaterMark !== undefined ? { highWaterMark: highWaterMark ?? 1 } : {}),
    read: () => pushNext(readable, events),
    destroy: (error, callback) => {
      forget();
      void events.return();
      callback(error);
    },
  });
  let forget = (): void => {};
  forget = onAbort(signal, () => readable.destroy(signal?.reason as Error));
  return readable;
}

/** Takes the next event into a Readable, or ends it. */
export function pushNext(readable: Readable, events: Pick<AsyncIterator<unknown>, "next">): void {
  events.next().then(
    ({ done, value }) => {
      if (readable.destroyed) return;
      if (done) readable.push(null);
      else if (value === null) {
        readable.destroy(
          new TypeError(
            "Expected the events of a Readable to be other than null, which is its end",
          ),
        );
      } else if (
        !readable.readableObjectMode &&
        (value as { length: number } | undefined)?.length === 0
      ) {
        pushNext(readable, events);
      } else readable.push(value);
    },
    (error: Error) => readable.destroy(error),
  );
}
