// Misconception: the feed is told the sum of what is owed.
// Caught by: what a leaver was owed is on its way
// Says: order again

import type { DispatcherFactory, Subscriber } from "headgate";
import type { Quake } from "@headgate/quakes";

interface Turn {
  readonly from: Subscriber;
  owed: number;
}

export const roundRobin: DispatcherFactory<Quake> = (output) => {
  const turns: Turn[] = [];
  let owedToLeavers = 0;
  const placeOf = (from: Subscriber) => turns.findIndex((turn) => turn.from === from);
  return {
    subscribe: (from) => {
      turns.push({ from, owed: 0 });
      return 0; // nothing to make for somebody who has not asked
    },
    cancel: (from) => {
      const [gone] = turns.splice(placeOf(from), 1);
      owedToLeavers += gone!.owed;
      return 0;
    },
    ask: (from, demand) => {
      turns[placeOf(from)]!.owed += demand;
      const all = turns.reduce((sum, turn) => sum + turn.owed, 0);
      return Math.max(0, all - owedToLeavers);
    },
    dispatch: (events) => {
      while (events.length > 0) {
        const next = turns.findIndex(({ owed }) => owed > 0);
        if (next === -1) break;
        turns.push(...turns.splice(0, next + 1));
        const turn = turns.at(-1)!;
        turn.owed -= 1;
        output.send(turn.from, events.splice(0, 1));
      }
      owedToLeavers = Math.max(0, owedToLeavers - events.length);
      return events;
    },
    info: (message) => output.info(message),
    room: () => turns.reduce((sum, { owed }) => sum + owed, 0),
    refund: (count) => {
      owedToLeavers += count;
    },
  };
};
