import { PassThrough, Readable } from "node:stream";
import { describe, test } from "vitest";
import type { ProducerDefinition } from "../definitions.ts";
import { everyEventArrives, type StreamCase, takenBy } from "../streams/seeded-cases.fixture.ts";
import { fromReadable } from "./from-readable.ts";
import { fromWritable } from "./from-writable.ts";
import { pushing, writeAll } from "./seeded-streams.fixture.ts";

interface Closing {
  readonly closed: boolean;
  once(event: "close", listener: () => void): unknown;
}

async function closed(stream: Closing): Promise<true> {
  if (!stream.closed) await new Promise<void>((resolve) => void stream.once("close", resolve));
  return true;
}

async function* generated({ events, sourceGap }: StreamCase): AsyncGenerator<unknown> {
  for (const event of events) {
    await sourceGap();
    yield event;
  }
}

describe("whatever the pace of either side, all arrives once and in order", () => {
  test("from a Readable that pushes", () =>
    everyEventArrives({}, async (oneCase) => {
      const readable = pushing(oneCase);
      const got = await takenBy(oneCase, oneCase.system.start(fromReadable(readable)));
      return { got, isOver: await closed(readable) };
    }));

  test("from a Readable that is written to, or iterates", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, isBytes, highWaterMark, isLikely } = oneCase;
      const options = { objectMode: !isBytes, highWaterMark };
      const isWritten = isLikely(0.7);
      const readable = isWritten
        ? new PassThrough(options)
        : Readable.from(generated(oneCase), options);
      if (isWritten) void writeAll(readable as PassThrough, oneCase);
      const got = await takenBy(oneCase, system.start(fromReadable(readable)));
      return { got, isOver: await closed(readable) };
    }));

  test("from what is written to `fromWritable`", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, isBytes, highWaterMark, sinkGap } = oneCase;
      const { writable, producer } = fromWritable({ objectMode: !isBytes, highWaterMark });
      const written = writeAll(writable, oneCase);
      await sinkGap();
      const feed = system.start(producer as ProducerDefinition<unknown>);
      const got = await takenBy(oneCase, feed);
      await written;
      return { got, isOver: await closed(writable) };
    }));
});
