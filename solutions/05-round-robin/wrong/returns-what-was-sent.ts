// Misconception: `dispatch` answers with the events it was given.
// Caught by: one to each in turn
// Says: Some were sent twice

import type { DispatcherFactory, Subscriber } from "headgate";
import type { Quake } from "@headgate/quakes";

interface Turn {
  readonly from: Subscriber;
  owed: number;
}

export const roundRobin: DispatcherFactory<Quake> = (output) => {
  const turns: Turn[] = [];
  let owedToLeavers = 0;
  return {
    subscribe: (from) => {
      turns.push({ from, owed: 0 });
      return 0;
    },
    cancel: (from) => {
      const at = turns.findIndex((turn) => turn.from === from);
      const [left] = turns.splice(at, 1);
      owedToLeavers += left!.owed;
      return 0;
    },
    ask: (from, demand) => {
      turns.find((turn) => turn.from === from)!.owed += demand;
      const charged = Math.min(owedToLeavers, demand);
      owedToLeavers -= charged;
      return demand - charged;
    },
    dispatch: (events) => {
      for (const event of events) {
        const next = turns.findIndex(({ owed }) => owed > 0);
        if (next === -1) break;
        turns.push(...turns.splice(0, next + 1));
        const turn = turns.at(-1)!;
        turn.owed--;
        output.send(turn.from, [event]);
      }
      return events;
    },
    info: (message) => output.info(message),
    room: () => turns.reduce((sum, { owed }) => sum + owed, 0),
    refund: (count) => {
      owedToLeavers += count;
    },
  };
};
