// Misconception: an emitter becomes an iterable when each turn of the loop waits for the next event.
// Caught by: a slow reader loses none
// Says: while the reader was busy with one

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

export function fromEmitter(emitter: QuakeEmitter, limit: number): Mailbox {
  let ended = false;
  emitter.on("end", () => {
    ended = true;
  });
  return {
    lost: Math.min(limit, 0),
    async *[Symbol.asyncIterator]() {
      while (!ended) {
        yield await new Promise<Quake>((resolve) => {
          const once = (quake: Quake) => {
            emitter.off("quake", once);
            resolve(quake);
          };
          emitter.on("quake", once);
        });
      }
    },
  };
}
