import { once } from "node:events";
import { PassThrough, type Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { describe, test } from "vitest";
import type { ProducerRef } from "../definitions.ts";
import {
  between,
  everyEventArrives,
  type StreamCase,
  sourceOf,
} from "../streams/seeded-cases.fixture.ts";
import { pushing, writeAll } from "./seeded-streams.fixture.ts";
import { toDuplex } from "./to-duplex.ts";
import { toReadable } from "./to-readable.ts";
import { toWritable } from "./to-writable.ts";

/** Takes what comes, at once or later, one by one or as many as have gathered. */
function sink({ isBytes, highWaterMark, sinkGap, isLikely }: StreamCase, got: unknown[]): Writable {
  const written = (chunks: unknown[], callback: () => void): void => {
    got.push(...chunks);
    const gap = sinkGap();
    if (gap === undefined) return callback();
    void (async () => {
      await gap;
      callback();
    })();
  };
  return new Writable({
    objectMode: !isBytes,
    highWaterMark,
    write: (chunk, _encoding, callback) => written([chunk], callback),
    ...(isLikely(0.3)
      ? {
          writev: (chunks: { chunk: unknown }[], callback: () => void) =>
            written(
              chunks.map(({ chunk }) => chunk),
              callback,
            ),
        }
      : {}),
  });
}

/** Reads a Readable to its end, in one of the ways there are. */
async function read(readable: Readable, oneCase: StreamCase): Promise<unknown[]> {
  const got: unknown[] = [];
  const { pick, sinkGap } = oneCase;
  const ways = [
    () => pipeline(readable, sink({ ...oneCase, isBytes: !readable.readableObjectMode }, got)),
    async () => {
      for await (const event of readable) {
        got.push(event);
        await sinkGap();
      }
    },
    () => {
      readable.on("data", (event) => {
        got.push(event);
        readable.pause();
        void Promise.resolve(sinkGap()).then(() => readable.resume());
      });
      return once(readable, "end");
    },
    () => {
      readable.on("readable", () => {
        for (let event = readable.read(); event !== null; event = readable.read()) got.push(event);
      });
      return once(readable, "end");
    },
  ];
  await ways[pick(ways.length)]?.();
  return got;
}

describe("whatever the pace of either side, all arrives once and in order", () => {
  test("out of a Readable", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, isBytes, demand, highWaterMark } = oneCase;
      const feed = system.start(sourceOf(oneCase));
      // What has ended before it is read is there no more.
      const from = oneCase.events.length === 0 ? feed : between(oneCase, feed);
      const readable = toReadable(system, from as ProducerRef<Uint8Array>, {
        ...demand,
        highWaterMark,
        objectMode: !isBytes,
      });
      return { got: await read(readable, oneCase), isOver: readable.readableEnded };
    }));

  test("into a Writable", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, isBytes, demand } = oneCase;
      const got: unknown[] = [];
      const writable = sink(oneCase, got);
      const to = between(oneCase, system.start(sourceOf(oneCase)));
      const definition = toWritable(writable, { objectMode: !isBytes as true });
      system.start(definition, { subscribeTo: [{ to, ...demand }] });
      await system.idle();
      return { got, isOver: writable.writableFinished };
    }));

  test("through a Duplex", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, demand, isLikely } = oneCase;
      const duplex = toDuplex(system, (to) => between(oneCase, to), demand);
      if (isLikely(0.5)) void pipeline(pushing(oneCase), duplex);
      else void writeAll(duplex, oneCase);
      const got = await read(duplex, oneCase);
      if (!duplex.closed) await once(duplex, "close");
      return { got, isOver: duplex.readableEnded && duplex.writableFinished };
    }));

  test("from stream to stream", () =>
    everyEventArrives({}, async (oneCase) => {
      const { system, demand } = oneCase;
      const out = new PassThrough({ objectMode: !oneCase.isBytes });
      const duplex = toDuplex(system, (to) => between(oneCase, to), demand);
      const done = pipeline(pushing(oneCase), duplex, out);
      const got = await read(out, oneCase);
      await done;
      return { got, isOver: out.readableEnded };
    }));
});
