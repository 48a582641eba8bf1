// Misconception: to wait is to look again after a while.
// Caught by: the reader waits for the next quake, and gets the last
// Says: a timer is too late

import type { Quake } from "@headgate/quakes";

declare const setTimeout: (run: (value?: unknown) => void, ms: number) => void;

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
  const onQuake = (quake: Quake) => {
    if (waiting.length < limit) waiting.push(quake);
    else mailbox.lost += 1;
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
          await new Promise((resolve) => setTimeout(resolve, 10));
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
