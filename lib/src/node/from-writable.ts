import { Writable } from "node:stream";
import type { ProducerDefinition } from "../definitions.ts";
import { isCleanReason } from "../exit-reason.ts";
import { Feed } from "../streams/feed.ts";

/** How a Writable that feeds a stage is made. */
export interface FromWritableOptions {
  /** false: bytes are written, and the events are Buffers. Default: true. */
  readonly objectMode?: boolean;
  /** How much is taken before the writer is told to wait: events, or bytes. Default: as Node has it. */
  readonly highWaterMark?: number;
}

/** Two ends of one thing: what is written to `writable`, the stage of `producer` emits. */
export interface WritablePair<Out> {
  /** What is written to. */
  readonly writable: Writable;
  /** Emits what was written. Started once. */
  readonly producer: ProducerDefinition<Out>;
}

/**
 * A Node Writable and the producer of what is written to it. A write is over when demand has taken it,
 * so back-pressure reaches whoever writes. When the Writable ends, the producer stops with "normal",
 * behind its last event; when it is destroyed, that error is the exit reason. When the stage ends first,
 * the Writable is destroyed.
 *
 * @returns both. The producer is started once; what is written before waits for that.
 * @example
 * const system = new System();
 * const { writable, producer } = fromWritable<string>();
 * const words = system.start(producer);
 * writable.write("one");
 * writable.end("two");
 * const seen = [];
 * for await (const word of system.stream(words)) seen.push(word);
 * console.assert(seen.join() === "one,two");
 */
export function fromWritable(
  options: FromWritableOptions & { readonly objectMode: false },
): WritablePair<Buffer>;
export function fromWritable<Out>(options?: FromWritableOptions): WritablePair<Out>;
export function fromWritable(options: FromWritableOptions = {}): WritablePair<unknown> {
  const { objectMode = true, highWaterMark } = options;
  const feed = new Feed<unknown>((error) => {
    writable.destroy(isCleanReason(error.reason) ? undefined : error);
  });
  const writable = new Writable({
    objectMode,
    ...(highWaterMark === undefined ? {} : { highWaterMark }),
    ...writingTo(feed),
    destroy: (error, callback) => {
      feed.fail(error ?? destroyedEarly());
      callback(error);
    },
  });
  return { writable, producer: feed.producer };
}

type Callback = (error?: Error | null) => void;

/** The half of a Writable's methods by which it feeds a stage. */
export function writingTo(feed: Feed<unknown>): {
  write(chunk: unknown, encoding: BufferEncoding, callback: Callback): void;
  writev(chunks: { chunk: unknown }[], callback: Callback): void;
  final(callback: Callback): void;
} {
  const hand = (events: unknown[], told: Callback): void => {
    const taken = feed.write(events);
    if (taken === undefined) told();
    else taken.then(() => told(), told);
  };
  return {
    write: (chunk, _encoding, callback) => hand([chunk], callback),
    writev: (chunks, callback) =>
      hand(
        chunks.map(({ chunk }) => chunk),
        callback,
      ),
    final: (callback) => {
      feed.end();
      callback();
    },
  };
}

/** The exit reason for a Writable that was destroyed and did not say why. */
export function destroyedEarly(): Error {
  return new Error("The stream was destroyed before its end");
}
