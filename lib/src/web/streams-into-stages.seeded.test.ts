import { describe, test } from "vitest";
import { everyEventArrives, takenBy } from "../streams/seeded-cases.fixture.ts";
import { fromReadableStream } from "./from-readable-stream.ts";
import { fromWritableStream } from "./from-writable-stream.ts";
import { isReleased, pulled, writeAll } from "./seeded-streams.fixture.ts";

describe("whatever the pace of either side, all arrives once and in order", () => {
  test("from a ReadableStream", () =>
    everyEventArrives({}, async (oneCase) => {
      const stream = pulled(oneCase);
      const got = await takenBy(oneCase, oneCase.system.start(fromReadableStream(stream)));
      return { got, isOver: isReleased(stream) };
    }));

  test("from what is written to `fromWritableStream`", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, highWaterMark, isLikely, sinkGap } = oneCase;
      const { writable, producer } = fromWritableStream<unknown>({ highWaterMark });
      const written = isLikely(0.4)
        ? pulled(oneCase).pipeTo(writable)
        : writeAll(writable, oneCase);
      await sinkGap();
      const got = await takenBy(oneCase, system.start(producer));
      await written;
      return { got, isOver: isReleased(writable) };
    }));
});
