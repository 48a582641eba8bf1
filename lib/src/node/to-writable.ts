import { finished, type Writable } from "node:stream";
import type { ConsumerDefinition } from "../definitions.ts";
import { isCleanReason } from "../exit-reason.ts";
import { checkStream, checkStreamOrOpener } from "../streams/check-stream.ts";
import { intoSink, type Sink } from "../streams/into-sink.ts";

/** How a Writable is written to. */
export interface ToWritableOptions {
  /** Whether the Writable takes any value, and not only bytes and text. It must be so itself. Default: false. */
  readonly objectMode?: boolean;
  /** Whether the Writable ends when the stage ends in order. Default: true. */
  readonly end?: boolean;
}

/**
 * A consumer that writes its events to a Node Writable, and asks for no more while that is full. When
 * the stage ends with "normal", the Writable is ended, and the system is not idle before it has finished;
 * otherwise it is destroyed. When the Writable fails or is closed, that is the exit reason.
 *
 * @param writable is written to by one stage; a function is called at each start, so that a stage that
 *   is restarted begins afresh.
 * @throws {TypeError} for another kind of stream; where `objectMode` and the Writable are at odds: when the stage starts.
 * @example
 * import { PassThrough } from "node:stream";
 * const system = new System();
 * const out = new PassThrough();
 * const words = system.start(fromIterable(["one ", "two"]));
 * system.start(toWritable(out), { subscribeTo: [{ to: words }] });
 * await system.idle();
 * console.assert(String(out.read()) === "one two");
 */
export function toWritable(
  writable: Writable | (() => Writable),
  options?: ToWritableOptions & { readonly objectMode?: false },
): ConsumerDefinition<string | Uint8Array>;
export function toWritable<In>(
  writable: Writable | (() => Writable),
  options: ToWritableOptions & { readonly objectMode: true },
): ConsumerDefinition<In>;
export function toWritable(
  writable: Writable | (() => Writable),
  { objectMode = false, end = true }: ToWritableOptions = {},
): ConsumerDefinition<never> {
  checkStreamOrOpener("Writable", writable);
  return intoSink<unknown>((fail) => {
    const stream = typeof writable === "function" ? writable() : writable;
    checkStream("Writable", stream);
    if (stream.writableObjectMode !== objectMode) {
      throw new TypeError(
        `Expected \`objectMode\` to be ${stream.writableObjectMode}, as the Writable has it: write \`toWritable(writable, { objectMode: ${stream.writableObjectMode} })\``,
      );
    }
    return writingInto(stream, end, fail);
  });
}

function writingInto(
  writable: Writable,
  isEnded: boolean,
  fail: (error: unknown) => void,
): Sink<unknown> {
  let wake = (): void => {};
  const drained = (): void => wake();
  // Once the stage has ended: how to tell what has become of the Writable.
  let settle: ((error?: Error | null) => void) | undefined;
  let isOver = false;
  const forget = finished(writable, { readable: false }, (error) => {
    isOver = true;
    leave();
    if (settle === undefined) fail(error ?? new Error("The Writable was ended by somebody else"));
    else settle(error);
  });
  const leave = (): void => {
    forget();
    writable.off("drain", drained);
  };
  writable.on("drain", drained);
  return {
    write: (event) => {
      if (writable.write(event)) return undefined;
      return new Promise<void>((resolve) => {
        wake = resolve;
      });
    },
    close: () => {
      if (!isEnded) {
        leave();
        return undefined;
      }
      return new Promise<void>((resolve, reject) => {
        settle = (error) => (error ? reject(error) : resolve());
        writable.end();
      });
    },
    abort: (error) => {
      settle = () => {};
      // Of one that is over nobody listens for errors any more.
      if (!isOver) writable.destroy(isCleanReason(error.reason) ? undefined : error);
    },
  };
}
