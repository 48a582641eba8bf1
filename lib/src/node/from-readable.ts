import { finished, type Readable } from "node:stream";
import type { ProducerDefinition } from "../definitions.ts";
import { checkStream, checkStreamOrOpener } from "../streams/check-stream.ts";
import { type FromIterableOptions, fromSource, type Source } from "../streams/from-source.ts";

/**
 * A producer that takes its events from a Node Readable: it reads as many chunks as it is asked for. When
 * the Readable ends the producer stops with "normal", behind its last event; when it fails or is
 * destroyed, that error is the exit reason. When the stage ends first, the Readable is destroyed.
 *
 * @param readable is read by one stage; a function is called at each start, so that a stage that is
 *   restarted begins afresh.
 * @throws {TypeError} for another kind of stream; when the stage starts, where a stage has read it before.
 * @returns the definition. What a Readable gives no type says, so say it: `fromReadable<Buffer>(file)`.
 * @example
 * import { Readable } from "node:stream";
 * const system = new System();
 * const letters = system.start(fromReadable<string>(Readable.from(["a", "b"])));
 * const seen = [];
 * for await (const letter of system.stream(letters)) seen.push(letter);
 * console.assert(seen.join() === "a,b");
 */
export function fromReadable<Out = unknown>(
  readable: Readable | (() => Readable),
  options: FromIterableOptions = {},
): ProducerDefinition<Out> {
  checkStreamOrOpener("Readable", readable);
  return fromSource<Out>((fail) => {
    const opened = typeof readable === "function" ? readable() : readable;
    checkStream("Readable", opened);
    if (read.has(opened)) {
      throw new TypeError(
        "Expected a Readable to be read by one stage, and this one is read already or was: give a function that opens another, `fromReadable(() => createReadStream(path))`",
      );
    }
    read.add(opened);
    return readingOf<Out>(opened, fail);
  }, options);
}

// What a stage reads or has read: two at once would each get a part.
const read = new WeakSet<Readable>();

function readingOf<Out>(readable: Readable, fail: (error: unknown) => void): Source<Out> {
  let isOver = false;
  let wake = (): void => {};
  const woken = (): void => wake();
  const forget = finished(readable, { writable: false }, (error) => {
    forget();
    readable.off("readable", woken);
    isOver = true;
    if (error) fail(error);
    else wake();
  });
  let isReading = false;
  const next = (): ReturnType<Source<Out>["next"]> => {
    const value = readable.read() as Out | null;
    if (value !== null) return { done: false, value };
    if (isOver) return { done: true, value: undefined };
    // Not before: to listen is to have it read ahead.
    if (!isReading) readable.on("readable", woken);
    isReading = true;
    return new Promise((resolve) => {
      wake = () => {
        // Once: what is read for a promise that is settled would be lost.
        wake = () => {};
        resolve(next());
      };
    });
  };
  return { next, return: () => readable.destroy() };
}
