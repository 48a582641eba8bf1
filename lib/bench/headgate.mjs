/* headgate's own entries. */
import {
  broadcastDispatcher,
  consumer,
  consumerSupervisor,
  partitionDispatcher,
  producer,
  producerConsumer,
  System,
} from "headgate";
import { doubleAll, fourth, keepSome, Source, sumOf } from "./work.mjs";

function sourceOf(count) {
  const source = new Source(count);
  return producer((stage) => ({
    handleDemand: (demand) => {
      const events = source.take(demand);
      if (source.isDone) stage.complete();
      return events;
    },
  }));
}

const linear = (demand) => async (count) => {
  const system = new System();
  let sum = 0;
  const numbers = system.start(sourceOf(count));
  const doubled = system.start(
    producerConsumer(() => ({ handleEvents: doubleAll })),
    {
      subscribeTo: [{ to: numbers, ...demand }],
    },
  );
  const kept = system.start(
    producerConsumer(() => ({ handleEvents: keepSome })),
    {
      subscribeTo: [{ to: doubled, ...demand }],
    },
  );
  const sink = consumer(() => ({ handleEvents: (events) => void (sum += sumOf(events)) }));
  system.start(sink, { subscribeTo: [{ to: kept, ...demand }] });
  await system.idle();
  return sum;
};

async function fanOut(count, dispatcher, optionsOf) {
  const system = new System();
  let sum = 0;
  const numbers = system.start(sourceOf(count), { dispatcher, demand: "accumulate" });
  const sink = consumer(() => ({ handleEvents: (events) => void (sum += sumOf(events)) }));
  for (let i = 0; i < 4; i++) {
    system.start(sink, { subscribeTo: [{ to: numbers, ...optionsOf(i) }] });
  }
  system.demand(numbers, "forward");
  await system.idle();
  return sum;
}

async function children(count, maxDemand, work) {
  const system = new System();
  let sum = 0;
  const supervisor = consumerSupervisor(async (n) => {
    await work();
    sum += n;
  });
  const numbers = system.start(sourceOf(count));
  system.start(supervisor, {
    subscribeTo: [{ to: numbers, maxDemand, minDemand: 0, cancel: "transient" }],
  });
  await system.idle();
  return sum;
}

const oneMs = () => new Promise((resolve) => setTimeout(resolve, 1));

export const entries = {
  W1: {
    "headgate 1000/500": linear({}),
    "headgate 10/5": linear({ maxDemand: 10, minDemand: 5 }),
  },
  W3: { "headgate 1/0": linear({ maxDemand: 1, minDemand: 0 }) },
  W4: {
    headgate: (count) => {
      const hash = (n) => [n, fourth(n)];
      const dispatcher = partitionDispatcher({ partitions: 4, hash });
      return fanOut(count, dispatcher, (partition) => ({ partition }));
    },
  },
  W5: { headgate: (count) => fanOut(count, broadcastDispatcher(), () => ({})) },
  W6: { headgate: (count) => children(count, 50, async () => {}) },
  W7: { headgate: (count) => children(count, 100, oneMs) },
};

/** M1: a fast producer before a consumer 100 times slower; answers the peak of the heap in MB. */
export async function memory(count, note) {
  const system = new System();
  const numbers = system.start(sourceOf(count));
  let batches = 0;
  const slow = consumer(() => ({
    handleEvents: async (events) => {
      // 100 times what making these events took.
      for (let i = 0; i < 100; i++) sumOf(events);
      if (++batches % 50 === 0) {
        note();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  }));
  system.start(slow, { subscribeTo: [{ to: numbers }] });
  await system.idle();
}
