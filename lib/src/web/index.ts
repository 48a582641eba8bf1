/**
 * Headgate with Web streams: stages from and into ReadableStream and WritableStream, in a page, a worker
 * or Node.
 *
 * @module headgate/web
 */
export { fromReadableStream } from "./from-readable-stream.ts";
export {
  fromWritableStream,
  type FromWritableStreamOptions,
  type WritableStreamPair,
} from "./from-writable-stream.ts";
export { type ReadableStreamOptions, toReadableStream } from "./to-readable-stream.ts";
export { toTransformStream, type TransformStreamPair } from "./to-transform-stream.ts";
export { toWritableStream, type ToWritableStreamOptions } from "./to-writable-stream.ts";

declare global {
  // Where the page's or Node's types are there, these are those; elsewhere only the names are known.
  interface ReadableStream<R = any> {}
  interface WritableStream<W = any> {}
}
