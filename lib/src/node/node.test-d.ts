import type { Duplex, Readable, Writable } from "node:stream";
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
  fromReadable,
  fromWritable,
  publishTrace,
  toDuplex,
  toReadable,
  toWritable,
  type TraceMessage,
} from "headgate/node";
import { describe, expectTypeOf, test } from "vitest";

/* What the compiler infers, and what it refuses. Nothing here runs. */

const system = new System();
const numbers = system.start(fromIterable([1, 2, 3]));
const words = system.start(fromIterable(["a", "b"]));
const print = consumer(() => ({ handleEvents: (events: number[]) => void events }));
declare const readable: Readable;
declare const writable: Writable;

describe("out of a Readable and a Writable", () => {
  test("what is read has the type that is said, unknown otherwise", () => {
    expectTypeOf(fromReadable<Buffer>(readable)).toEqualTypeOf<ProducerDefinition<Buffer>>();
    expectTypeOf(fromReadable(() => readable)).toEqualTypeOf<ProducerDefinition<unknown>>();
    // @ts-expect-error a Readable does not say that its chunks are numbers
    system.start(print, { subscribeTo: [{ to: system.start(fromReadable(readable)) }] });
    // @ts-expect-error and these are bytes
    system.start(print, { subscribeTo: [{ to: system.start(fromReadable<Buffer>(readable)) }] });
    // @ts-expect-error a Writable is not read
    fromReadable(writable);
  });

  test("what is written has the type that is said, Buffer where it is bytes", () => {
    const lines = fromWritable<string>();
    expectTypeOf(lines.producer).toEqualTypeOf<ProducerDefinition<string>>();
    const bytes = fromWritable({ objectMode: false });
    expectTypeOf(bytes.producer).toEqualTypeOf<ProducerDefinition<Buffer>>();
    // @ts-expect-error a consumer of numbers cannot take strings
    system.start(print, { subscribeTo: [{ to: system.start(lines.producer) }] });
  });
});

describe("into a Readable and a Writable", () => {
  test("a Readable of bytes is made of bytes or text only", () => {
    expectTypeOf(toReadable(system, numbers)).toEqualTypeOf<Readable>();
    toReadable(system, words, { objectMode: false });
    toReadable(system, [words, "by name"], { objectMode: false });
    // @ts-expect-error numbers are no bytes
    toReadable(system, numbers, { objectMode: false });
    // @ts-expect-error a consumer emits nothing
    toReadable(system, system.start(print));
  });

  test("a Writable takes bytes and text, one in object mode what is said", () => {
    expectTypeOf(toWritable(writable)).toEqualTypeOf<ConsumerDefinition<string | Uint8Array>>();
    system.start(toWritable(writable), { subscribeTo: [{ to: words }] });
    // @ts-expect-error numbers are no bytes
    system.start(toWritable(writable), { subscribeTo: [{ to: numbers }] });
    const rows = toWritable<number>(writable, { objectMode: true });
    system.start(rows, { subscribeTo: [{ to: numbers }] });
    // @ts-expect-error rows are numbers
    system.start(rows, { subscribeTo: [{ to: words }] });
    // @ts-expect-error the type of a row is nothing without objectMode
    toWritable<number>(writable);
  });

  test("a Duplex is built of stages that fit", () => {
    const double = producerConsumer(() => ({
      handleEvents: (events: number[]) => events.map((n) => n * 2),
    }));
    const doubled = (to: ProducerRef<number>): ProducerRef<number> =>
      system.start(double, { subscribeTo: [{ to }] });
    expectTypeOf(toDuplex(system, doubled)).toEqualTypeOf<Duplex>();
    // @ts-expect-error what is written are strings
    toDuplex<string, number>(system, doubled);
    // @ts-expect-error what is read are numbers
    toDuplex<number, string>(system, doubled);
  });
});

test("a message of a channel has the entry of its type", () => {
  expectTypeOf(publishTrace(system)).toEqualTypeOf<() => void>();
  const message = {} as TraceMessage<"ask">;
  expectTypeOf(message.entry.demand).toBeNumber();
  expectTypeOf(message.system).toEqualTypeOf<System>();
  // @ts-expect-error an ask has no events
  void message.entry.events;
});
