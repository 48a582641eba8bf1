import {
  consumer,
  type ConsumerDefinition,
  fromIterable,
  producerConsumer,
  type ProducerDefinition,
  type ProducerRef,
  System,
} from "headgate";
import {
  fromReadableStream,
  fromWritableStream,
  toReadableStream,
  toTransformStream,
  toWritableStream,
} from "headgate/web";
import { describe, expectTypeOf, test } from "vitest";

/* What the compiler infers, and what it refuses. Nothing here runs. */

const system = new System();
const numbers = system.start(fromIterable([1, 2, 3]));
const words = system.start(fromIterable(["a", "b"]));
const print = consumer(() => ({ handleEvents: (events: number[]) => void events }));
declare const readable: ReadableStream<string>;
declare const writable: WritableStream<string>;

describe("out of a stream", () => {
  test("what is read has the stream's type", () => {
    expectTypeOf(fromReadableStream(readable)).toEqualTypeOf<ProducerDefinition<string>>();
    expectTypeOf(fromReadableStream(() => readable)).toEqualTypeOf<ProducerDefinition<string>>();
    // @ts-expect-error a consumer of numbers cannot take strings
    system.start(print, { subscribeTo: [{ to: system.start(fromReadableStream(readable)) }] });
    // @ts-expect-error a WritableStream is not read
    fromReadableStream(writable);
  });

  test("what is written has the type that is said, and so has who writes", () => {
    const pair = fromWritableStream<string>();
    expectTypeOf(pair.producer).toEqualTypeOf<ProducerDefinition<string>>();
    expectTypeOf(pair.writable).toEqualTypeOf<WritableStream<string>>();
    // @ts-expect-error a writer of strings cannot write numbers
    void pair.writable.getWriter().write(5);
    // @ts-expect-error a consumer of numbers cannot take strings
    system.start(print, { subscribeTo: [{ to: system.start(pair.producer) }] });
  });
});

describe("into a stream", () => {
  test("a ReadableStream has the type of its producer", () => {
    expectTypeOf(toReadableStream(system, numbers)).toEqualTypeOf<ReadableStream<number>>();
    expectTypeOf(toReadableStream<string>(system, "by name")).toEqualTypeOf<
      ReadableStream<string>
    >();
    const bytes = system.start(fromIterable([new Uint8Array(1)]));
    toReadableStream(system, bytes, { type: "bytes" });
    // @ts-expect-error text is no bytes
    toReadableStream(system, words, { type: "bytes" });
    // @ts-expect-error a consumer emits nothing
    toReadableStream(system, system.start(print));
  });

  test("a WritableStream takes what it takes", () => {
    expectTypeOf(toWritableStream(writable)).toEqualTypeOf<ConsumerDefinition<string>>();
    system.start(toWritableStream(writable), { subscribeTo: [{ to: words }] });
    // @ts-expect-error it takes strings, and they are numbers
    system.start(toWritableStream(writable), { subscribeTo: [{ to: numbers }] });
  });

  test("a pair for pipeThrough is built of stages that fit", () => {
    const double = producerConsumer(() => ({
      handleEvents: (events: number[]) => events.map((n) => n * 2),
    }));
    const doubled = (to: ProducerRef<number>): ProducerRef<number> =>
      system.start(double, { subscribeTo: [{ to }] });
    const doubling = toTransformStream(system, doubled);
    expectTypeOf(toReadableStream(system, numbers).pipeThrough(doubling)).toEqualTypeOf<
      ReadableStream<number>
    >();
    // @ts-expect-error strings are not doubled
    readable.pipeThrough(doubling);
    // @ts-expect-error what is written are strings
    toTransformStream<string, number>(system, doubled);
  });
});
