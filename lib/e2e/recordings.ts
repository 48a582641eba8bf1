import {
  consumer,
  fromIterable,
  partitionDispatcher,
  producer,
  producerConsumer,
  System,
  type Trace,
} from "../src/index.ts";
import { record, type Recording } from "../src/show/run/recording.ts";

const range = (from: number, n: number): number[] => Array.from({ length: n }, (_, i) => from + i);

function virtualSystem(): System {
  return new System({ clock: "virtual", trace: true, seed: 7, log: false });
}

/** A feed that is pushed more than its slow reviewer asked for: its buffer of 6 places fills and overflows. */
export async function burst(): Promise<Recording> {
  const system = virtualSystem();
  const feed = system.start(
    producer<number>((stage) => ({
      handleDemand: () => [],
      handleInfo: (message) => stage.emit(message as number[]),
    })),
    { name: "feed", bufferSize: 6 },
  );
  const slow = consumer<number>((stage) => ({
    handleEvents: async (events) => stage.sleep(events.length * 20),
  }));
  system.start(slow, { name: "reviewer", subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 2 }] });
  await system.idle();
  for (const from of [0, 7, 14]) {
    system.send(feed, range(from, 7));
    await system.advance(45);
  }
  await system.advance(1000);
  return record(system.trace);
}

/** Three stages in a row; the last is slow. `ms`: how long it takes for an event. */
export async function chain(ms = 10, events = 40): Promise<Recording> {
  const system = virtualSystem();
  const numbers = system.start(fromIterable(range(0, events)), { name: "numbers" });
  const double = producerConsumer<number, number>(() => ({
    handleEvents: (all) => all.map((n) => n * 2),
  }));
  const doubled = system.start(double, {
    name: "double",
    subscribeTo: [{ to: numbers, maxDemand: 10, minDemand: 5 }],
  });
  const print = consumer<number>((stage) => ({
    handleEvents: async (all) => stage.sleep(all.length * ms),
  }));
  system.start(print, {
    name: "print",
    subscribeTo: [{ to: doubled, maxDemand: 4, minDemand: 2 }],
  });
  await system.idle();
  await system.advance(ms * events * 2);
  return record(system.trace);
}

/** A partition by region in which nearly all falls into the first one. */
export async function skewed(): Promise<Recording> {
  const system = virtualSystem();
  let next = 0;
  const quakes = producer<number>(() => ({
    handleDemand: (demand) => (next >= 60 ? [] : range((next += demand) - demand, demand)),
  }));
  const feed = system.start(quakes, {
    name: "quakes",
    dispatcher: partitionDispatcher({
      partitions: ["north", "south", "west"],
      hash: (n: number) => [n, n % 10 < 8 ? "north" : n % 10 === 8 ? "south" : "west"],
    }),
  });
  for (const partition of ["north", "south", "west"]) {
    const desk = consumer<number>((stage) => ({
      handleEvents: async (all) => stage.sleep(all.length * 10),
    }));
    system.start(desk, {
      name: `${partition} desk`,
      subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 3, partition }],
    });
  }
  await system.idle();
  await system.advance(2000);
  return record(system.trace);
}

/** As many entries as told of a feed and two consumers, over time. */
export function long(entries: number): Recording {
  const trace: Trace = {
    truncated: 0,
    entries: Array.from({ length: entries }, (_, index) => {
      const which = (index >> 2) % 2;
      const consumer = `desk ${which + 1}`;
      const between = { at: index, producer: "feed", consumer, subscription: which + 1 };
      const events = range(index, 3);
      const phases = [
        { ...between, type: "ask", demand: 3 },
        { ...between, type: "events", events },
        { at: index, type: "handle", phase: "begin", stage: consumer, from: "feed", events },
        { at: index, type: "handle", phase: "end", stage: consumer, from: "feed", events },
      ] as const;
      return phases[index % 4]!;
    }),
  };
  return record(trace);
}
