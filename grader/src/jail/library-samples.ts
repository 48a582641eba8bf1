import {
  broadcastDispatcher,
  consumer,
  consumerSupervisor,
  demandDispatcher,
  fromIterable,
  noReply,
  partitionDispatcher,
  producer,
  startChild,
  supervise,
  System,
  type DispatcherFactory,
} from "headgate";

type Keep = (...found: unknown[]) => void;

/**
 * What a program gets into its hands by using the library. Each leads to classes that no import leads to: whoever
 * froze the imports alone would leave those to be bent, for the function of a check and for the next answer.
 */
export async function librarySamples(): Promise<unknown[]> {
  const found: unknown[] = [];
  const keep: Keep = (...more) => void found.push(...more);
  keep(new System(), new System().trace);
  const system = new System({ clock: "virtual", trace: true, log: () => {} });
  keep(system, system.trace);
  dispatched(system, keep);
  talking(system, keep);
  const numbers = system.start(fromIterable([1, 2, 3]));
  const stream = system.stream(numbers);
  keep(stream, stream.next());
  const spawning = consumerSupervisor((_: number, child) => {
    keep(child);
    return child.sleep(1000);
  });
  const spawner = system.start(spawning);
  keep(spawner, startChild(spawner, 1));
  const start = () => system.start(fromIterable([1]));
  keep(supervise(system, [{ id: "fed", start, restart: "temporary" }]));
  await system.idle();
  keep(system.snapshot(), system.inspect(spawner));
  return found;
}

/** Stages behind each kind of dispatcher. */
function dispatched(system: System, keep: Keep): void {
  const kinds: DispatcherFactory<number>[] = [
    demandDispatcher(),
    broadcastDispatcher(),
    partitionDispatcher({ partitions: 1, hash: (event) => [event, 0] }),
  ];
  for (const [index, kind] of kinds.entries()) {
    const seen: DispatcherFactory<number> = (output) => {
      const made = kind(output);
      keep(output, made);
      return made;
    };
    const counting = producer<number>((stage) => {
      keep(stage);
      return { handleDemand: (demand) => Array.from({ length: demand }, (_, n) => n) };
    });
    const to = system.start(counting, { dispatcher: seen });
    const taking = consumer<number>((stage) => ({
      handleEvents: (events, from) => {
        keep(events, from);
        stage.cancel(from);
      },
    }));
    const partition = index === 2 ? { partition: 0 } : {};
    keep(to, system.start(taking, { subscribeTo: [{ to, maxDemand: 2, ...partition }] }));
  }
}

/** Stages that call, monitor and cast. */
function talking(system: System, keep: Keep): void {
  const listening = consumer<number>(() => ({
    handleEvents: () => {},
    handleCall: (_, from) => {
      keep(from);
      return noReply;
    },
  }));
  const listener = system.start(listening);
  const asking = consumer<number>((stage) => {
    stage.trapsExits = true;
    keep(stage.monitor(listener));
    stage.link(listener);
    void stage.call(listener, "sample", { timeoutMs: 1 }).catch(keep);
    return { handleEvents: () => {}, handleInfo: keep };
  });
  keep(system.start(asking));
}
