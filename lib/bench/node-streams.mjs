import { Readable, Transform, Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { doubleAll, double, fourth, isKept, keepSome, Source, sumOf } from "./work.mjs";

function readable(count) {
  let next = 0;
  return new Readable({
    objectMode: true,
    read() {
      while (next < count) if (!this.push(next++)) return;
      this.push(null);
    },
  });
}

const transform = (change) =>
  new Transform({
    objectMode: true,
    transform(n, _encoding, done) {
      change(this, n);
      done();
    },
  });

const writable = (take) =>
  new Writable({
    objectMode: true,
    write(n, _encoding, done) {
      take(n);
      done();
    },
  });

export const entries = {
  W1: {
    "Node streams, object mode": async (count) => {
      let sum = 0;
      await pipeline(
        readable(count),
        transform((stream, n) => stream.push(double(n))),
        transform((stream, n) => isKept(n) && stream.push(n)),
        writable((n) => (sum += n)),
      );
      return sum;
    },
    "Node streams, arrays of 500 by hand": async (count) => {
      const source = new Source(count);
      let sum = 0;
      const batches = new Readable({
        objectMode: true,
        highWaterMark: 2,
        read() {
          this.push(source.isDone ? null : source.take(500));
        },
      });
      await pipeline(
        batches,
        transform((stream, events) => stream.push(doubleAll(events))),
        transform((stream, events) => stream.push(keepSome(events))),
        writable((events) => (sum += sumOf(events))),
      );
      return sum;
    },
  },
  W4: {
    "Node streams, object mode": async (count) => {
      let sum = 0;
      const sinks = Array.from({ length: 4 }, () => writable((n) => (sum += n)));
      const router = new Writable({
        objectMode: true,
        write(n, _encoding, done) {
          const sink = sinks[fourth(n)];
          if (sink.write(n)) done();
          else sink.once("drain", () => done());
        },
      });
      await pipeline(readable(count), router);
      for (const sink of sinks) sink.end();
      await Promise.all(sinks.map((sink) => finished(sink)));
      return sum;
    },
  },
  W5: {
    "Node streams, object mode": async (count) => {
      let sum = 0;
      const source = readable(count);
      const sinks = Array.from({ length: 4 }, () => writable((n) => (sum += n)));
      for (const sink of sinks) source.pipe(sink);
      await Promise.all(sinks.map((sink) => finished(sink)));
      return sum;
    },
  },
};
entries.W3 = { "Node streams, object mode": entries.W1["Node streams, object mode"] };
