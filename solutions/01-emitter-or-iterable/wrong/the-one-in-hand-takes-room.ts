// Misconception: a quake stays in the mailbox until the reader is done with it.
// Caught by: what finds no room is lost, and counted
// Says: takes no room there

import type { Quake } from "@headgate/quakes";

interface QuakeEmitter {
  on(name: "quake", listener: (quake: Quake) => void): void;
  on(name: "end", listener: () => void): void;
  off(name: "quake", listener: (quake: Quake) => void): void;
  off(name: "end", listener: () => void): void;
}

interface Mailbox extends AsyncIterable<Quake> {
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
    wake?.();
  };
  const mailbox = {
    lost: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          while (waiting.length > 0) {
            yield waiting[0]!;
            waiting.shift();
          }
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
