import { onAbort } from "../abort.ts";
import type { StreamOptions, StreamSource } from "../stage-stream.ts";
import { begun } from "../streams/begun.ts";
import { checkSystemFirst } from "../streams/check-stream.ts";
import type { System } from "../system.ts";
import { hostStreams, type ReadableController } from "./host-streams.ts";

/** How a ReadableStream is made of a stage. */
export interface ReadableStreamOptions extends StreamOptions {
  /** "bytes": its events are Uint8Arrays, which it copies, and it can be read into the reader's own buffer. */
  readonly type?: "bytes" | undefined;
  /** How many events it reads ahead. Default: 0, the stream of the stage reads ahead itself. */
  readonly highWaterMark?: number;
}

/**
 * A ReadableStream of the events of one stage or several. It subscribes when it is first read from, and
 * asks for more as it is read. When the producers end in order it closes; when one fails, or the signal
 * is aborted, it errors with that. Cancelled early, it lets its producers go.
 *
 * @throws {TypeError | RangeError} for a wrong option.
 * @example
 * const system = new System();
 * const lines = system.start(fromIterable(["one\n", "two\n"]));
 * const text = new Response(toReadableStream(system, lines).pipeThrough(new TextEncoderStream()));
 * console.assert((await text.text()) === "one\ntwo\n");
 */
export function toReadableStream<Out>(
  system: System,
  from: StreamSource<Out> | readonly StreamSource<Out>[],
  options?: ReadableStreamOptions & { readonly type?: undefined },
): ReadableStream<Out>;
export function toReadableStream(
  system: System,
  from: StreamSource<Uint8Array> | readonly StreamSource<Uint8Array>[],
  options: ReadableStreamOptions,
): ReadableStream<Uint8Array>;
export function toReadableStream(
  system: System,
  from: StreamSource<any> | readonly StreamSource<any>[],
  options: ReadableStreamOptions = {},
): ReadableStream {
  checkSystemFirst("toReadableStream", "stage", system);
  return readableStreamOf(system, from, options, () => {}).readable;
}

/** A stream of bytes takes the memory away from what it is given, and that may be others' too. */
function copyOf(bytes: Uint8Array): Uint8Array {
  if (!ArrayBuffer.isView(bytes)) return bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice();
}

/**
 * As `toReadableStream`; `onEnd` is called once it is closed, cancelled, or has failed. `begin` subscribes
 * before anybody reads.
 */
export function readableStreamOf(
  system: System,
  from: StreamSource<any> | readonly StreamSource<any>[],
  options: ReadableStreamOptions,
  onEnd: (reason: unknown) => void,
): { readonly readable: ReadableStream; readonly begin: () => void } {
  const { type, highWaterMark = 0, signal, ...rest } = options;
  const events = system.stream<unknown>(from, rest);
  const { begin, next } = begun(events);
  let forget = (): void => {};
  const end = (reason: unknown): void => {
    forget();
    void events.return();
    onEnd(reason);
  };
  const pull = async (controller: ReadableController): Promise<void> => {
    const { done, value } = await next();
    // A stream of bytes takes no empty chunk.
    if (!done && type === "bytes" && (value as Uint8Array).byteLength === 0) await pull(controller);
    else if (!done) controller.enqueue(type === "bytes" ? copyOf(value as Uint8Array) : value);
    else {
      end("normal");
      controller.close();
      controller.byobRequest?.respond(0);
    }
  };
  const start = (controller: ReadableController): void => {
    forget = onAbort(signal, () => {
      end(signal?.reason);
      controller.error(signal?.reason);
    });
  };
  const pulling = (controller: ReadableController): Promise<void> =>
    pull(controller).catch((error: unknown) => {
      end(error);
      controller.error(error);
    });
  const readable = new hostStreams.ReadableStream(
    { type, start, pull: pulling, cancel: end },
    { highWaterMark },
  );
  return { readable, begin };
}
