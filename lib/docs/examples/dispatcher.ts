import { type DispatcherFactory, System, consumer, demandDispatcher, producer } from "headgate";

/** As `demandDispatcher`, with the strongest of what was emitted at once in front. */
const strongestFirst: DispatcherFactory<number> = (output) => {
  const inner = demandDispatcher<number>()(output);
  return {
    subscribe: (from) => inner.subscribe(from),
    cancel: (from) => inner.cancel(from),
    ask: (from, demand) => inner.ask(from, demand),
    dispatch: (events) => inner.dispatch(events.sort((one, other) => other - one)),
    info: (message) => inner.info(message),
    // Each of these the stage only calls where it is there.
    room: () => inner.room?.() ?? 0,
    buffered: (count) => inner.buffered?.(count),
    refund: (count) => inner.refund?.(count),
    forgo: (count) => inner.forgo?.(count),
  };
};

const system = new System();
const feed = system.start(
  producer(() => ({
    handleDemand: () => [],
    handleCast: (magnitudes: number[]) => magnitudes,
  })),
  { dispatcher: strongestFirst },
);
const seen: number[] = [];
const review = consumer<number>(() => ({
  handleEvents: (magnitudes) => void seen.push(...magnitudes),
}));
system.start(review, { subscribeTo: [{ to: feed, maxDemand: 2 }] });
system.cast(feed, [2.1, 6.4, 4.5]);
await system.idle();
console.assert(seen.join() === "6.4,4.5,2.1");
