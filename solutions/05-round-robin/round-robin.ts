import type { DispatcherFactory, Subscriber } from "headgate";
import type { Quake } from "@headgate/quakes";

/** One subscriber, and what it has asked for and not been sent. */
interface Turn {
  readonly from: Subscriber;
  owed: number;
}

/** Deals one quake to each subscriber in turn, and never more than was asked for. */
export const roundRobin: DispatcherFactory<Quake> = (output) => {
  // In the order of their turns: the first one is next.
  const turns: Turn[] = [];
  // What the feed was told to make for subscribers that have left since.
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
      return 0; // the feed has nothing to make for somebody who leaves
    },
    ask: (from, demand) => {
      turns[placeOf(from)]!.owed += demand;
      const onItsWay = Math.min(owedToLeavers, demand);
      owedToLeavers -= onItsWay;
      return demand - onItsWay;
    },
    dispatch: (events) => {
      while (events.length > 0) {
        const next = turns.findIndex(({ owed }) => owed > 0);
        if (next === -1) break;
        // Whoever is passed over goes behind the others too: their turn comes again in the next round.
        turns.push(...turns.splice(0, next + 1));
        const turn = turns.at(-1)!;
        turn.owed -= 1;
        output.send(turn.from, events.splice(0, 1));
      }
      // What is left over was made for those who have left.
      owedToLeavers = Math.max(0, owedToLeavers - events.length);
      return events;
    },
    info: (message) => output.info(message),
    /** How many events could be sent now. */
    room: () => turns.reduce((sum, { owed }) => sum + owed, 0),
    /** So many came out of the buffer for an order that was charged to the leavers; the feed owes those still. */
    refund: (count) => {
      owedToLeavers += count;
    },
  };
};
