/**
 * Headgate in Node: stages from and into Node's streams, and what they do on diagnostics channels.
 *
 * @module headgate/node
 */
export { fromReadable } from "./from-readable.ts";
export { fromWritable, type FromWritableOptions, type WritablePair } from "./from-writable.ts";
export { publishTrace, type TraceMessage } from "./publish-trace.ts";
export { toDuplex } from "./to-duplex.ts";
export { type ReadableOptions, toReadable } from "./to-readable.ts";
export { toWritable, type ToWritableOptions } from "./to-writable.ts";
