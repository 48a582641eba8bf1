import type { StreamCase } from "../streams/seeded-cases.fixture.ts";

/** A stream that enqueues when it is pulled or on its own, at once or later, in bursts or one by one. */
export function pulled(oneCase: StreamCase): ReadableStream<Uint8Array> {
  const { events, isBytes, highWaterMark, sourceGap, pick, isLikely } = oneCase;
  let index = 0;
  const isAtOnce = isLikely(0.3);
  const next = (
    controller: ReadableStreamDefaultController | ReadableByteStreamController,
  ): void => {
    const isEnd = index === events.length;
    if (isEnd) controller.close();
    // A stream of bytes takes the buffer away.
    else
      controller.enqueue(isBytes ? (events[index] as Uint8Array).slice() : (events[index] as any));
    index++;
  };
  const burst = async (
    controller: ReadableStreamDefaultController | ReadableByteStreamController,
  ): Promise<void> => {
    for (let left = 1 + pick(6); left > 0 && index <= events.length; left--) {
      if (!isAtOnce) await sourceGap();
      if (index <= events.length) next(controller);
    }
  };
  if (isLikely(0.3)) {
    return new ReadableStream({
      start: (controller) => {
        void (async () => {
          while (index <= events.length) {
            await sourceGap();
            next(controller);
          }
        })();
      },
    });
  }
  return isBytes && isLikely(0.5)
    ? new ReadableStream({ type: "bytes", pull: burst })
    : new ReadableStream({ pull: burst }, { highWaterMark });
}

/** Writes all events and closes, heeding `ready` or not. */
export async function writeAll(
  stream: WritableStream<unknown>,
  { events, sourceGap, isLikely }: StreamCase,
): Promise<void> {
  const heeds = isLikely(0.7);
  const writer = stream.getWriter();
  for (const event of events) {
    if (heeds) await writer.ready;
    void writer.write(event);
    await sourceGap();
  }
  await writer.close();
  writer.releaseLock();
}

/** Whether nobody holds a stream, and it is over. */
export function isReleased(stream: ReadableStream<unknown> | WritableStream<unknown>): boolean {
  return !stream.locked;
}

/** A sink of its own pace. */
export function sink(
  { highWaterMark, sinkGap }: StreamCase,
  got: unknown[],
): { readonly stream: WritableStream<unknown>; readonly isClosed: () => boolean } {
  let isClosed = false;
  const stream = new WritableStream<unknown>(
    {
      write: (event) => {
        got.push(event);
        return sinkGap();
      },
      close: () => void (isClosed = true),
    },
    { highWaterMark },
  );
  return { stream, isClosed: () => isClosed };
}

/** Reads a stream to its end, in one of the ways there are. */
export async function read(
  stream: ReadableStream<unknown>,
  oneCase: StreamCase,
): Promise<unknown[]> {
  const { pick, sinkGap } = oneCase;
  const got: unknown[] = [];
  const ways = [
    () => stream.pipeTo(sink(oneCase, got).stream),
    async () => {
      for await (const event of stream) {
        got.push(event);
        await sinkGap();
      }
    },
    async () => {
      // Several reads at once.
      const reader = stream.getReader();
      for (let isDone = false; !isDone;) {
        const reads = await Promise.all(Array.from({ length: 1 + pick(4) }, () => reader.read()));
        for (const { done, value } of reads) {
          if (done) isDone = true;
          else got.push(value);
        }
        await sinkGap();
      }
      reader.releaseLock();
    },
  ];
  await ways[pick(ways.length)]?.();
  return got;
}

/** Reads a stream of bytes into buffers of the reader's own. */
export async function readInto(
  stream: ReadableStream<unknown>,
  { pick, sinkGap }: StreamCase,
): Promise<unknown[]> {
  const got: unknown[] = [];
  const reader = stream.getReader({ mode: "byob" });
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(1 + pick(6)));
    if (done) break;
    got.push(value);
    await sinkGap();
  }
  reader.releaseLock();
  return got;
}
