/* The limits: the same handlers with no runtime between them. */
import { doubleAll, keepSome, Source, sumOf } from "./work.mjs";

export const entries = {
  W1: {
    "limit: one loop, arrays of 500": async (count) => {
      const source = new Source(count);
      let sum = 0;
      while (!source.isDone) sum += sumOf(keepSome(doubleAll(source.take(500))));
      return sum;
    },
    "the same, handlers not inlined": async (count) => {
      const source = new Source(count);
      let sum = 0;
      const handlers = [
        (demand) => source.take(demand),
        (events) => doubleAll(events),
        (events) => keepSome(events),
        (events) => void (sum += sumOf(events)),
      ];
      while (!source.isDone) {
        let passed = 500;
        for (const handle of handlers) passed = handle(passed);
      }
      return sum;
    },
  },
  W7: {
    "limit: 100 hand-made workers": async (count) => {
      let next = 0;
      let sum = 0;
      const worker = async () => {
        while (next < count) {
          const n = next++;
          await new Promise((resolve) => setTimeout(resolve, 1));
          sum += n;
        }
      };
      await Promise.all(Array.from({ length: 100 }, worker));
      return sum;
    },
  },
};
