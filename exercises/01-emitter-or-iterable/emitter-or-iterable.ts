import type { Quake } from "@headgate/quakes";

/** A feed that pushes: it calls its listeners and never waits for them. */
export interface QuakeEmitter {
  on(name: "quake", listener: (quake: Quake) => void): void;
  on(name: "end", listener: () => void): void;
  off(name: "quake", listener: (quake: Quake) => void): void;
  off(name: "end", listener: () => void): void;
}

/** The quakes for one reader, and how many found no room. */
export interface Mailbox extends AsyncIterable<Quake> {
  readonly lost: number;
}

/** Reads an emitter with `for await`. At most `limit` quakes wait; what does not fit is counted. */
export function fromEmitter(emitter: QuakeEmitter, limit: number): Mailbox {
  const waiting: Quake[] = [];
  emitter.on("quake", (quake) => {
    // TODO: and if there is no room? And a reader that waits for this quake?
    if (waiting.length < limit) waiting.push(quake);
  });
  return {
    lost: 0,
    async *[Symbol.asyncIterator]() {
      // TODO: this hands over what waits now, and ends. Wait for the next quake; end when the feed has ended;
      // take the listeners off.
      yield* waiting.splice(0);
    },
  };
}
