/* Web streams, streamx, RxJS, IxJS, Effect, streaming-iterables, async generators. */
import { Effect, Stream } from "effect";
import { from as ixFrom } from "ix/asynciterable";
import { filter as ixFilter, map as ixMap } from "ix/asynciterable/operators";
import { filter as rxFilter, map as rxMap, range, reduce } from "rxjs";
import * as iterables from "streaming-iterables";
import streamx from "streamx";
import { double, fourth, isKept } from "./work.mjs";

async function* generate(count) {
  for (let n = 0; n < count; n++) yield n;
}

async function sumAll(events) {
  let sum = 0;
  for await (const n of events) sum += n;
  return sum;
}

async function webStreams(count) {
  let next = 0;
  let sum = 0;
  const source = new ReadableStream({
    pull(controller) {
      if (next < count) controller.enqueue(next++);
      else controller.close();
    },
  });
  const change = (write) => new TransformStream({ transform: write });
  await source
    .pipeThrough(change((n, controller) => controller.enqueue(double(n))))
    .pipeThrough(change((n, controller) => isKept(n) && controller.enqueue(n)))
    .pipeTo(new WritableStream({ write: (n) => void (sum += n) }));
  return sum;
}

async function streamxLinear(count) {
  let next = 0;
  let sum = 0;
  const source = new streamx.Readable({
    read(done) {
      this.push(next < count ? next++ : null);
      done(null);
    },
  });
  const change = (write) =>
    new streamx.Transform({
      transform(n, done) {
        write(this, n);
        done(null);
      },
    });
  const sink = new streamx.Writable({
    write(n, done) {
      sum += n;
      done(null);
    },
  });
  await streamx.pipelinePromise(
    source,
    change((stream, n) => stream.push(double(n))),
    change((stream, n) => isKept(n) && stream.push(n)),
    sink,
  );
  return sum;
}

async function* mapGenerator(events) {
  for await (const n of events) yield double(n);
}

async function* filterGenerator(events) {
  for await (const n of events) if (isKept(n)) yield n;
}

export const entries = {
  W1: {
    "Web streams": webStreams,
    streamx: streamxLinear,
    "RxJS (no back-pressure)": (count) =>
      new Promise((resolve, reject) => {
        range(0, count)
          .pipe(
            rxMap(double),
            rxFilter(isKept),
            reduce((sum, n) => sum + n, 0),
          )
          .subscribe({ next: resolve, error: reject });
      }),
    IxJS: (count) => sumAll(ixFrom(generate(count)).pipe(ixMap(double), ixFilter(isKept))),
    "Effect Stream, in chunks": (count) =>
      Effect.runPromise(
        Stream.range(0, count - 1).pipe(
          Stream.map(double),
          Stream.filter(isKept),
          Stream.runFold(
            () => 0,
            (sum, n) => sum + n,
          ),
        ),
      ),
    "streaming-iterables": (count) =>
      sumAll(iterables.filter(isKept, iterables.map(double, generate(count)))),
    "async generators": (count) => sumAll(filterGenerator(mapGenerator(generate(count)))),
  },
  W4: {
    "async generators, four queues": async (count) => {
      let sum = 0;
      const sinks = Array.from({ length: 4 }, () => async (n) => void (sum += n));
      for await (const n of generate(count)) await sinks[fourth(n)](n);
      return sum;
    },
  },
};
