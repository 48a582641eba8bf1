import type { ConsumerDefinition } from "../definitions.ts";
import { checkStream, checkStreamOrOpener } from "../streams/check-stream.ts";
import { intoSink } from "../streams/into-sink.ts";
import type { WritableStreamLike } from "./host-streams.ts";

/** How a WritableStream is written to. */
export interface ToWritableStreamOptions {
  /** Whether the stream stays open when the stage ends in order, as for `pipeTo`. Default: false. */
  readonly preventClose?: boolean;
}

/**
 * A consumer that writes its events to a WritableStream, and asks for no more while that is full. When
 * the stage ends with "normal", the stream is closed, and the system is not idle before that is done;
 * otherwise it is aborted. When the stream errors or is closed, that is the exit reason.
 *
 * @param stream is locked, and written to by one stage; a function is called at each start, so that a
 *   stage that is restarted begins afresh.
 * @throws {TypeError} for another kind of stream; when the stage starts, where the stream is locked.
 * @example
 * const system = new System();
 * const { readable, writable } = new TextEncoderStream();
 * const words = system.start(fromIterable(["one ", "two"]));
 * system.start(toWritableStream(writable), { subscribeTo: [{ to: words }] });
 * console.assert((await new Response(readable).text()) === "one two");
 */
export function toWritableStream<In>(
  stream: WritableStream<In> | (() => WritableStream<In>),
  { preventClose = false }: ToWritableStreamOptions = {},
): ConsumerDefinition<In> {
  checkStreamOrOpener("WritableStream", stream);
  return intoSink<In>((fail) => {
    const opened = typeof stream === "function" ? stream() : stream;
    checkStream("WritableStream", opened);
    if ((opened as unknown as WritableStreamLike<In>).locked) {
      throw new TypeError(
        "Expected a WritableStream to be written to by one stage, and this one is locked: give a function that opens another, `toWritableStream(() => …)`",
      );
    }
    const writer = (opened as unknown as WritableStreamLike<In>).getWriter();
    const ignore = (): void => {};
    let isEnding = false;
    writer.closed
      .then(() => {
        if (!isEnding) throw new Error("The stream was closed by somebody else");
      })
      .catch((error: unknown) => {
        if (!isEnding) fail(error);
      });
    const leave = (ended: Promise<unknown>): Promise<unknown> => {
      isEnding = true;
      return ended.finally(() => writer.releaseLock());
    };
    return {
      write: (event) => {
        // Whether it was written, `closed` tells.
        writer.write(event).catch(ignore);
        return (writer.desiredSize ?? 0) > 0 ? undefined : writer.ready;
      },
      close: () => leave(preventClose ? writer.ready : writer.close()),
      abort: (error) => void leave(writer.abort(error)).catch(ignore),
    };
  });
}
