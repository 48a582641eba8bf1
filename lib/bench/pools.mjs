/* What runs so many promises at once. */
import pMap from "p-map";
import PQueue from "p-queue";
import { transform } from "streaming-iterables";
import { integers } from "./work.mjs";

const oneMs = () => new Promise((resolve) => setTimeout(resolve, 1));

function contestants(concurrency, work) {
  return {
    "p-map": async (count) => {
      let sum = 0;
      await pMap(
        integers(0, count),
        async (n) => {
          await work();
          sum += n;
        },
        { concurrency },
      );
      return sum;
    },
    "p-queue": async (count) => {
      let sum = 0;
      const queue = new PQueue({ concurrency });
      for (let n = 0; n < count; n++) {
        await queue.onSizeLessThan(concurrency);
        void queue.add(async () => {
          await work();
          sum += n;
        });
      }
      await queue.onIdle();
      return sum;
    },
    "streaming-iterables transform": async (count) => {
      let sum = 0;
      const done = transform(
        concurrency,
        async (n) => {
          await work();
          return n;
        },
        integers(0, count),
      );
      for await (const n of done) sum += n;
      return sum;
    },
  };
}

export const entries = { W6: contestants(50, async () => {}), W7: contestants(100, oneMs) };
