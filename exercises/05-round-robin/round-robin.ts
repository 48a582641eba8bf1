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
  return {
    subscribe: (from) => {
      turns.push({ from, owed: 0 });
      return 0; // nothing to make for somebody who has not asked
    },
    cancel: (_from) => {
      // TODO: who leaves has no turn any more. And what was still owed there?
      return 0; // the feed has nothing to make for somebody who leaves
    },
    ask: (from, demand) => {
      // TODO: write down the order. How many of these does the feed have to make anew?
      return demand;
    },
    dispatch: (events) => {
      // TODO: deal, as long as there are events and somebody who is owed one.
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
