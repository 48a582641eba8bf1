import { describe, test } from "vitest";
import type { ProducerRef } from "../definitions.ts";
import { between, everyEventArrives, sourceOf } from "../streams/seeded-cases.fixture.ts";
import { isReleased, pulled, read, readInto, sink, writeAll } from "./seeded-streams.fixture.ts";
import { toReadableStream } from "./to-readable-stream.ts";
import { toTransformStream } from "./to-transform-stream.ts";
import { toWritableStream } from "./to-writable-stream.ts";

describe("whatever the pace of either side, all arrives once and in order", () => {
  test("out of a ReadableStream", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, events, isBytes, demand, pick, isLikely } = oneCase;
      const feed = system.start(sourceOf(oneCase));
      // What has ended before it is read is there no more.
      const from = (events.length === 0 ? feed : between(oneCase, feed)) as ProducerRef<Uint8Array>;
      const type = isBytes && isLikely(0.7) ? "bytes" : undefined;
      const stream = toReadableStream(system, from, { ...demand, type, highWaterMark: pick(5) });
      const isInto = type === "bytes" && isLikely(0.5);
      const got = await (isInto ? readInto(stream, oneCase) : read(stream, oneCase));
      return { got, isOver: isReleased(stream) };
    }));

  test("into a WritableStream", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, demand } = oneCase;
      const got: unknown[] = [];
      const { stream, isClosed } = sink(oneCase, got);
      const to = between(oneCase, system.start(sourceOf(oneCase)));
      system.start(toWritableStream(stream), { subscribeTo: [{ to, ...demand }] });
      await system.idle();
      return { got, isOver: isClosed() && isReleased(stream) };
    }));

  test("through a pair for `pipeThrough`", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, demand, pick, isLikely } = oneCase;
      const options = { ...demand, highWaterMark: pick(5) };
      const pair = toTransformStream<unknown, unknown>(
        system,
        (to) => between(oneCase, to),
        options,
      );
      if (isLikely(0.5)) {
        const got = await read(pulled(oneCase).pipeThrough(pair), oneCase);
        return { got, isOver: isReleased(pair.writable) };
      }
      const written = writeAll(pair.writable, oneCase);
      const got = await read(pair.readable, oneCase);
      await written;
      return { got, isOver: isReleased(pair.writable) && isReleased(pair.readable) };
    }));
});
