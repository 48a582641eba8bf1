import { expect, test } from "vitest";
import { buffersOf } from "./buffers-of.ts";

const buffer = new ArrayBuffer(8);

test.each<[string, unknown, number]>([
  ["a buffer", buffer, 1],
  ["the view of a whole buffer", new Float64Array(buffer), 1],
  ["a part of a buffer", new Uint8Array(buffer, 4), 0],
  ["a field", { id: 1, pixels: new Uint8Array(buffer) }, 1],
  ["the same buffer twice", { a: buffer, b: new Uint8Array(buffer) }, 1],
  ["an item of a list", [buffer, new ArrayBuffer(2)], 2],
  ["deeper down", { image: { pixels: buffer } }, 0],
  ["shared memory", new SharedArrayBuffer(8), 0],
  ["what is no object", "text", 0],
  ["null", null, 0],
])("buffersOf: %s", (_what, event, count) => {
  expect(buffersOf([event])).toHaveLength(count);
});
