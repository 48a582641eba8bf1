// Misconception: a flag is seen by whoever waits; only a quake has to wake the reader.
// Caught by: the reader waits for the next quake, and gets the last
// Says: nobody told it

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
  const waiting: Quake[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const onQuake = (quake: Quake) => {
    if (waiting.length < limit) waiting.push(quake);
    else mailbox.lost += 1;
    wake?.();
  };
  const onEnd = () => {
    ended = true;
  };
  const mailbox = {
    lost: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          while (waiting.length > 0) yield waiting.shift()!;
          if (ended) return;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        emitter.off("quake", onQuake);
        emitter.off("end", onEnd);
      }
    },
  };
  emitter.on("quake", onQuake);
  emitter.on("end", onEnd);
  return mailbox;
}
