/* Work that keeps a processor busy: in one thread, and in two. */
import { consumer, producer, producerConsumer, System } from "headgate";
import { workerStage } from "headgate/workers";
import { Piscina } from "piscina";
import { primes } from "./primes.mjs";
import { Source, sumOf } from "./work.mjs";

const module = new URL("./primes.mjs", import.meta.url);

/** A source, the stage and a sum. */
const through = (stage) => async (count) => {
  const system = new System();
  const source = new Source(count);
  let sum = 0;
  const numbers = system.start(
    producer((self) => ({
      handleDemand: (demand) => {
        const events = source.take(demand);
        if (source.isDone) self.complete();
        return events;
      },
    })),
  );
  const counted = system.start(stage, { subscribeTo: [{ to: numbers }] });
  const sink = consumer(() => ({ handleEvents: (events) => void (sum += sumOf(events)) }));
  system.start(sink, { subscribeTo: [{ to: counted }] });
  await system.idle();
  return sum;
};

export const entries = {
  W8: {
    "headgate/workers, 2 threads": through(workerStage(module, { export: "primes", threads: 2 })),
    "headgate/workers, 1 thread": through(workerStage(module, { export: "primes", threads: 1 })),
    "the same handler in one thread": through(
      producerConsumer(() => ({ handleEvents: (events) => events.map(primes) })),
    ),
    "Piscina by hand, 2 threads": async (count) => {
      const { href: filename } = module;
      const pool = new Piscina({ filename, name: "primes", minThreads: 2, maxThreads: 2 });
      let next = 0;
      let sum = 0;
      const worker = async () => {
        while (next < count) {
          const found = await pool.run(next++);
          sum += found;
        }
      };
      await Promise.all([worker(), worker()]);
      await pool.destroy();
      return sum;
    },
  },
};
