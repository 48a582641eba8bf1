import type { ProducerDefinition } from "../definitions.ts";
import { Feed } from "../streams/feed.ts";
import { hostStreams, type WritableController } from "./host-streams.ts";

/** How a WritableStream that feeds a stage is made. */
export interface FromWritableStreamOptions {
  /** How many events are taken before the writer is told to wait. Default: 1. */
  readonly highWaterMark?: number;
}

/** Two ends of one thing: what is written to `writable`, the stage of `producer` emits. */
export interface WritableStreamPair<Out> {
  /** What is written to. */
  readonly writable: WritableStream<Out>;
  /** Emits what was written. Started once. */
  readonly producer: ProducerDefinition<Out>;
}

/**
 * A WritableStream and the producer of what is written to it. A write is over when demand has taken it,
 * so back-pressure reaches whoever writes. When the stream is closed, the producer stops with "normal",
 * behind its last event; when it is aborted, that reason is the exit reason. When the stage ends first,
 * the stream errors.
 *
 * @returns both. The producer is started once; what is written before waits for that.
 * @example
 * const system = new System();
 * const { writable, producer } = fromWritableStream<string>();
 * const words = system.start(producer);
 * const sent = new Blob(["one two"]).stream().pipeThrough(new TextDecoderStream()).pipeTo(writable);
 * for await (const word of system.stream(words)) console.assert(word === "one two");
 * await sent;
 */
export function fromWritableStream<Out>(
  options: FromWritableStreamOptions = {},
): WritableStreamPair<Out> {
  return writableOf<Out>(options);
}

/** As `fromWritableStream`; `onUse` is called before anything written is handed over. */
export function writableOf<Out>(
  { highWaterMark = 1 }: FromWritableStreamOptions,
  onUse?: () => void,
): WritableStreamPair<Out> {
  let controller: WritableController | undefined;
  const feed = new Feed<Out>((error) => controller?.error(error), onUse);
  const writable = new hostStreams.WritableStream<Out>(
    {
      start: (own) => void (controller = own),
      write: (chunk) => feed.write([chunk]),
      close: () => feed.end(),
      abort: (reason) => feed.fail(reason),
    },
    { highWaterMark },
  );
  return { writable, producer: feed.producer };
}
