interface Message {
  readonly events: readonly unknown[];
  /** How many of them have been handled. */
  handled: number;
}

/** What a batch was to the messages it came from. */
export interface BatchRead {
  /** The first event of the batch that was not the next to come, if there is one. */
  readonly wrong: { readonly event: unknown; readonly isKnown: boolean } | undefined;
  /** How large its message is, and how many of it came before this batch. */
  readonly messageSize: number;
  readonly before: number;
}

/** The messages of one subscription that were sent and are not handled yet, oldest first. */
export class Transit {
  #messages: Message[] = [];
  #count = 0;

  /** How many events are on their way, or in the consumer's queue. */
  get count(): number {
    return this.#count;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  push(events: readonly unknown[]): void {
    this.#messages.push({ events, handled: 0 });
    this.#count += events.length;
  }

  /** A batch is handled: takes its events off the oldest message. */
  take(batch: readonly unknown[]): BatchRead {
    // A message of nothing is handled by manual consumers only (S-13).
    while (batch.length > 0 && this.#messages[0]?.events.length === 0) this.#messages.shift();
    const message = this.#messages[0];
    const { length: messageSize } = message?.events ?? [];
    const before = message?.handled ?? 0;
    if (message?.events.length === 0) this.#messages.shift();
    const wrong = batch.find((event) => !this.#takeNext(event));
    const isKnown = wrong !== undefined && this.remove([wrong]);
    return {
      wrong: wrong === undefined ? undefined : { event: wrong, isKnown },
      messageSize,
      before,
    };
  }

  /** Takes events out that were discarded; answers whether all of them were here. */
  remove(events: readonly unknown[]): boolean {
    let isComplete = true;
    for (const event of events) {
      const message = this.#messages.find((one) => one.events.includes(event, one.handled));
      if (message === undefined) isComplete = false;
      else this.#replace(message, event);
    }
    return isComplete;
  }

  /** Takes back the message that was sent last: its consumer had ended. */
  removeLast(): void {
    this.#count -= this.#messages.pop()?.events.length ?? 0;
  }

  clear(): void {
    this.#messages = [];
    this.#count = 0;
  }

  #takeNext(event: unknown): boolean {
    const message = this.#messages[0];
    if (message === undefined || !Object.is(message.events[message.handled], event)) return false;
    message.handled++;
    this.#count--;
    if (message.handled === message.events.length) this.#messages.shift();
    return true;
  }

  #replace(message: Message, event: unknown): void {
    const at = message.events.indexOf(event, message.handled);
    const events = message.events.filter((_, index) => index !== at);
    const index = this.#messages.indexOf(message);
    if (events.length === message.handled) this.#messages.splice(index, 1);
    else this.#messages[index] = { events, handled: message.handled };
    this.#count--;
  }
}
