/** The events of a stream, the first of which can be fetched before anybody asks for it. */
export interface Begun<Out> {
  /** Subscribes where that is not done: a stage that ends later has then not ended too early. */
  begin(): void;
  next(): Promise<IteratorResult<Out, unknown>>;
}

/** Wraps the events of a stream whose reader may come later than what it shall read. */
export function begun<Out>(events: AsyncIterator<Out, unknown>): Begun<Out> {
  let isBegun = false;
  let first: Promise<IteratorResult<Out, unknown>> | undefined;
  return {
    begin: () => {
      if (isBegun) return;
      isBegun = true;
      first = events.next();
      // Whoever reads is told.
      first.catch(() => {});
    },
    next: () => {
      isBegun = true;
      const next = first ?? events.next();
      first = undefined;
      return next;
    },
  };
}
