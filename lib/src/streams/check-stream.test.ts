import { createReadStream } from "node:fs";
import { PassThrough, Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import { fromReadable, toDuplex, toReadable, toWritable } from "../node/index.ts";
import { System } from "../system.ts";
import {
  fromReadableStream,
  toReadableStream,
  toTransformStream,
  toWritableStream,
} from "../web/index.ts";

const loose = <Call>(call: Call): ((...values: unknown[]) => unknown) => call as never;

describe("what is no stream, or another", () => {
  test.each([
    [fromReadable, undefined, "Readable or a function that opens one, got `undefined`"],
    [fromReadable, "a.txt", "Readable or a function that opens one, got `a.txt`"],
    [fromReadable, new Writable(), "for a Writable use `toWritable` of headgate/node"],
    [fromReadable, new ReadableStream(), "use `fromReadableStream` of headgate/web"],
    [toWritable, undefined, "Expected toWritable() to be given a Writable"],
    [toWritable, null, "got `null`"],
    [toWritable, Readable.from([]), "for a Readable use `fromReadable` of headgate/node"],
    [toWritable, new WritableStream(), "use `toWritableStream` of headgate/web"],
    [fromReadableStream, undefined, "Expected fromReadableStream() to be given a ReadableStream"],
    [fromReadableStream, new PassThrough(), "a Readable use `fromReadable` of headgate/node"],
    [toWritableStream, {}, "got `{  }`"],
    [toWritableStream, new PassThrough(), "a Writable use `toWritable` of headgate/node"],
  ])("%o of %o says what is wanted: %s", (call, value, sentence) => {
    expect(() => loose(call)(value)).toThrow(TypeError);
    expect(() => loose(call)(value)).toThrow(sentence);
    const system = new System();
    const opened = loose(call)(() => value) as ReturnType<typeof fromReadable>;
    expect(() => system.start(opened)).toThrow(sentence);
  });

  test.each([
    [toReadable, "toReadable(system, stage)"],
    [toReadableStream, "toReadableStream(system, stage)"],
    [toDuplex, "toDuplex(system, build)"],
    [toTransformStream, "toTransformStream(system, build)"],
  ])("%o is given the system first", (call, right) => {
    const system = new System();
    const stage = system.start(fromIterable([1]));
    for (const first of [stage, undefined, () => stage]) {
      expect(() => loose(call)(first, system)).toThrow(`the system first, \`${right}\`, got`);
    }
  });
});

describe("a stream is read by one stage", () => {
  test("of Node: a second start says so, also after the first has ended", async () => {
    await using system = new System();
    const readable = Readable.from(["a"]);
    const definition = fromReadable(readable);
    const first = system.start(definition);
    const again = "read by one stage, and this one is read already or was: give a function that";
    expect(() => system.start(definition)).toThrow(again);
    for await (const event of system.stream(first)) expect(event).toBe("a");
    expect(() => system.start(fromReadable(readable))).toThrow(again);
    const file = fromReadable(() => createReadStream("package.json"));
    expect(system.start(file).isAlive && system.start(file).isAlive).toBe(true);
  });

  test("of the Web, too", async () => {
    await using system = new System();
    const definition = fromReadableStream(new Blob(["a"]).stream());
    const again = "read by one stage, and this one is locked or was read: give a function that";
    const first = system.start(definition);
    expect(() => system.start(definition)).toThrow(again);
    for await (const bytes of system.stream(first)) expect(bytes).toHaveLength(1);
    expect(() => system.start(definition)).toThrow(again);
    const writable = new WritableStream();
    const sink = toWritableStream(writable);
    system.start(sink);
    expect(() => system.start(sink)).toThrow("written to by one stage, and this one is locked");
  });
});
