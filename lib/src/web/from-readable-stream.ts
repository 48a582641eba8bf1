import type { ProducerDefinition } from "../definitions.ts";
import { checkStream, checkStreamOrOpener } from "../streams/check-stream.ts";
import { type FromIterableOptions, fromSource } from "../streams/from-source.ts";
import type { ReadableStreamLike } from "./host-streams.ts";

/**
 * A producer that takes its events from a ReadableStream: it reads as many chunks as it is asked for.
 * When the stream closes the producer stops with "normal", behind its last event; when it errors, that
 * error is the exit reason. When the stage ends first, the stream is cancelled with the exit reason.
 *
 * @param stream is locked, and read by one stage; a function is called at each start, so that a stage
 *   that is restarted begins afresh.
 * @throws {TypeError} for another kind of stream; when the stage starts, where the stream is locked or a
 *   stage has read it before.
 * @example
 * const system = new System();
 * const body = new Blob(["one two"]).stream();
 * const bytes = system.start(fromReadableStream(body.pipeThrough(new TextDecoderStream())));
 * let text = "";
 * for await (const chunk of system.stream(bytes)) text += chunk;
 * console.assert(text === "one two");
 */
export function fromReadableStream<Out>(
  stream: ReadableStream<Out> | (() => ReadableStream<Out>),
  options: FromIterableOptions = {},
): ProducerDefinition<Out> {
  checkStreamOrOpener("ReadableStream", stream);
  return fromSource<Out>((fail) => {
    const opened = typeof stream === "function" ? stream() : stream;
    checkStream("ReadableStream", opened);
    if (read.has(opened) || (opened as unknown as ReadableStreamLike<Out>).locked) {
      throw new TypeError(
        "Expected a ReadableStream to be read by one stage, and this one is locked or was read: give a function that opens another, `fromReadableStream(() => blob.stream())`",
      );
    }
    read.add(opened);
    const reader = (opened as unknown as ReadableStreamLike<Out>).getReader();
    const leave = (): void => reader.releaseLock();
    reader.closed.catch((error: unknown) => {
      leave();
      fail(error);
    });
    return {
      next: async () => {
        const next = await reader.read();
        if (next.done) leave();
        return next;
      },
      return: (reason) => reader.cancel(reason).finally(leave),
    };
  }, options);
}

// What a stage reads or has read, and has left since.
const read = new WeakSet<ReadableStream>();
