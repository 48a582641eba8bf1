import { describe, expectTypeOf, test } from "vitest";
import {
  broadcastDispatcher,
  type ChildContext,
  childOf,
  consumer,
  type ConsumerRef,
  consumerSupervisor,
  demandDispatcher,
  type DownMessage,
  fromIterable,
  partitionDispatcher,
  producer,
  producerConsumer,
  type ProducerConsumerRef,
  type ProducerRef,
  startChild,
  type StageRef,
  type StageStream,
  supervise,
  System,
} from "headgate";

/* What the compiler infers, and what it refuses. Nothing here runs. */

const system = new System();
const counter = producer(() => {
  let next = 0;
  return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
});
const double = producerConsumer(() => ({
  handleEvents: (events: number[]) => events.map((n) => n * 2),
}));
const print = consumer(() => ({ handleEvents: (events: number[]) => void events }));
const shout = consumer(() => ({ handleEvents: (events: string[]) => void events }));
const numbers = system.start(counter);
const doubled = system.start(double, {
  subscribeTo: [{ to: numbers, maxDemand: 10, minDemand: 5 }],
});
const printed = system.start(print, { subscribeTo: [{ to: doubled, maxDemand: 10 }] });

describe("inference", () => {
  test("a pipeline as in the README needs no annotation but its inputs", () => {
    expectTypeOf(numbers).toEqualTypeOf<ProducerRef<number>>();
    expectTypeOf(doubled).toEqualTypeOf<ProducerConsumerRef<number, number>>();
    expectTypeOf(printed).toEqualTypeOf<ConsumerRef<number>>();
  });

  test("a producer's events come from what handleDemand returns, in whatever way", () => {
    expectTypeOf(producer(() => ({ handleDemand: () => ["a"] }))).toEqualTypeOf(
      producer<string>(() => ({ handleDemand: () => [] })),
    );
    expectTypeOf(
      system.start(producer(() => ({ handleDemand: async () => [true] }))),
    ).toEqualTypeOf<ProducerRef<boolean>>();
    expectTypeOf(system.start(fromIterable(["a", "b"]))).toEqualTypeOf<ProducerRef<string>>();
    expectTypeOf(
      system.start(
        fromIterable(
          (async function* () {
            yield 1n;
          })(),
        ),
      ),
    ).toEqualTypeOf<ProducerRef<bigint>>();
  });

  test("a producer-consumer may change the type", () => {
    const lengths = producerConsumer(() => ({
      handleEvents: async (words: string[]) => words.map((word) => word.length),
    }));
    expectTypeOf(system.start(lengths)).toEqualTypeOf<ProducerConsumerRef<string, number>>();
  });

  test("callbacks have their parameters inferred", () => {
    producer<number>((stage) => ({
      handleDemand: (demand) => {
        expectTypeOf(demand).toBeNumber();
        expectTypeOf(stage.sleep(5)).toEqualTypeOf<Promise<void>>();
      },
      handleInfo: (message: DownMessage) => {
        expectTypeOf(message.stage).toEqualTypeOf<StageRef>();
      },
    }));
    consumer<string>(() => ({
      handleEvents: (events, from) => {
        expectTypeOf(events).toEqualTypeOf<string[]>();
        expectTypeOf(from.id).toBeNumber();
      },
      handleSubscribe: () => "manual",
    }));
  });

  test("a stream has the type of its producer, one by name that which is said", () => {
    expectTypeOf(system.stream(numbers)).toEqualTypeOf<StageStream<number>>();
    expectTypeOf(system.stream([numbers, doubled])).toEqualTypeOf<StageStream<number>>();
    expectTypeOf(system.stream({ to: numbers, partition: 1 })).toEqualTypeOf<StageStream<number>>();
    expectTypeOf(system.stream<string>("words")).toEqualTypeOf<StageStream<string>>();
    expectTypeOf<StageStream<string>>().toExtend<AsyncIterableIterator<string>>();
    // @ts-expect-error its events are numbers
    system.stream<string>(numbers);
  });

  test("dispatchers fit where they are used", () => {
    system.start(counter, { dispatcher: broadcastDispatcher() });
    system.start(counter, {
      dispatcher: demandDispatcher({ shuffleDemandsOnFirstDispatch: true }),
    });
    system.start(counter, {
      dispatcher: partitionDispatcher({ partitions: 2, hash: (n) => [n, n % 2] }),
    });
  });

  test("a selector and other options stand in the subscription", () => {
    system.start(print, {
      subscribeTo: [{ to: numbers, selector: (n) => n > 5, partition: "a", mine: "own" }],
    });
    system.start(shout, { subscribeTo: [{ to: "by name", cancel: "temporary" }] });
  });

  test("a consumer that takes more may be given less", () => {
    const any = consumer<unknown>(() => ({ handleEvents: () => {} }));
    system.start(any, { subscribeTo: [{ to: numbers }] });
    const wide = system.start(producer<string | number>(() => ({ handleDemand: () => [1, "a"] })));
    // @ts-expect-error a consumer of numbers is not ready for strings
    system.start(print, { subscribeTo: [{ to: wide }] });
  });
});

describe("what does not fit is refused", () => {
  test("event types along a subscription", () => {
    // @ts-expect-error a consumer of strings cannot take numbers
    system.start(shout, { subscribeTo: [{ to: numbers }] });
    // @ts-expect-error nor can a running one
    void system.syncSubscribe(system.start(shout), { to: numbers });
    const selector = (word: string): boolean => word !== "";
    // @ts-expect-error a selector is a function of the event
    system.start(print, { subscribeTo: [{ to: numbers, selector }] });
  });

  test("the direction of a subscription", () => {
    // @ts-expect-error a consumer emits nothing
    system.start(print, { subscribeTo: [{ to: printed }] });
    // @ts-expect-error so nobody can loop over it
    system.stream(printed);
    // @ts-expect-error a producer subscribes to nobody
    void system.syncSubscribe(numbers, { to: numbers });
    // @ts-expect-error a definition does not run yet
    system.start(print, { subscribeTo: [{ to: counter }] });
    // @ts-expect-error a consumer supervisor starts children, other consumers do not
    void startChild(numbers, 5);
  });

  test("options that belong elsewhere", () => {
    // @ts-expect-error maxDemand belongs to a subscription
    system.start(counter, { maxDemand: 10 });
    // @ts-expect-error a producer subscribes to nobody
    system.start(counter, { subscribeTo: [{ to: numbers }] });
    // @ts-expect-error a consumer has no buffer
    system.start(print, { bufferSize: 10 });
    // @ts-expect-error a producer-consumer cannot accumulate (P-10)
    system.start(double, { demand: "accumulate" });
    // @ts-expect-error maxDemand stands beside `to`
    system.start(print, { maxDemand: 10, subscribeTo: [{ to: numbers }] });
  });

  test("wrong values of options", () => {
    // @ts-expect-error it is "last" or "first"
    system.start(counter, { bufferKeep: "middle" });
    // @ts-expect-error it is "permanent", "transient" or "temporary"
    system.start(print, { subscribeTo: [{ to: numbers, cancel: "never" }] });
    // @ts-expect-error a number
    system.start(print, { subscribeTo: [{ to: numbers, maxDemand: "10" }] });
    // @ts-expect-error there is no such clock
    new System({ clock: "fast" });
    // @ts-expect-error there is no such option
    new System({ virtual: true });
    // @ts-expect-error it would be restarted for ever (C-2)
    consumerSupervisor(() => {}, { restart: "permanent" });
  });

  test("a dispatcher of other events", () => {
    // @ts-expect-error the hash is a function of strings, the events are numbers
    system.start(counter, {
      dispatcher: partitionDispatcher({ partitions: 2, hash: (word: string) => [word, 0] }),
    });
    // @ts-expect-error a hash answers an event and a partition, or "none"
    partitionDispatcher({ partitions: 2, hash: (n: number) => n % 2 });
  });

  test("callbacks of the wrong shape", () => {
    // @ts-expect-error a producer needs handleDemand
    producer(() => ({}));
    // @ts-expect-error a consumer needs handleEvents
    consumer(() => ({ handleDemand: () => [] }));
    // @ts-expect-error the callbacks come from a function
    producer({ handleDemand: () => [1] });
    // @ts-expect-error events come in a list
    producer<number>(() => ({ handleDemand: () => 5 }));
    // @ts-expect-error init is not async
    producer(async () => ({ handleDemand: () => [1] }));
    const handleSubscribe = async () => "automatic" as const;
    // @ts-expect-error handleSubscribe cannot be async
    producer(() => ({ handleDemand: () => [1], handleSubscribe }));
  });
});

describe("waiting and closing", () => {
  test("whatever waits takes a signal", () => {
    const { signal } = new AbortController();
    void system.call(numbers, "x", { signal });
    void system.syncSubscribe(printed, { to: doubled }, { signal });
    void system.idle({ signal });
    void system.advance(5, { signal });
    void system.stop(numbers, "normal", { signal });
    void system.close({ signal, shutdownMs: 10 });
    system.stream(numbers, { signal });
    new System({ signal });
    // @ts-expect-error a controller is no signal
    void system.idle({ signal: new AbortController() });
  });

  test("a child's signal is the host's own", () => {
    expectTypeOf<ChildContext["signal"]>().toEqualTypeOf<AbortSignal>();
    consumerSupervisor((url: string, { signal }) => fetch(url, { signal }));
  });

  test("whoever looks a stage up may say which kind it is", () => {
    expectTypeOf(system.whereis("feed")).toEqualTypeOf<StageRef | undefined>();
    const feed = system.whereis<ProducerRef<number>>("feed");
    expectTypeOf(feed).toEqualTypeOf<ProducerRef<number> | undefined>();
    const child = childOf<ProducerRef<number>>(supervise(system, []), "feed");
    expectTypeOf(child).toEqualTypeOf<ProducerRef<number>>();
    // @ts-expect-error a number is no stage
    system.whereis<number>("feed");
  });

  test("a supervisor is stopped as a stage is", () => {
    void system.stop(supervise(system, []));
    expectTypeOf(system[Symbol.asyncDispose]()).toEqualTypeOf<Promise<void>>();
  });

  test("a listener is told entries of the trace", () => {
    const end = system.listen((entry) => {
      if (entry.type === "ask") expectTypeOf(entry.demand).toBeNumber();
    });
    expectTypeOf(end).toEqualTypeOf<() => void>();
  });
});
