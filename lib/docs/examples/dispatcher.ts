import { type DispatcherFactory, type Subscriber, System, consumer, fromIterable } from "headgate";

/** Sends each consumer in turn one event, whatever the others have asked for. */
const takingTurns =
  <Event>(): DispatcherFactory<Event> =>
  (output) => {
    const turns: { readonly from: Subscriber; owed: number }[] = [];
    return {
      subscribe: (from) => {
        turns.push({ from, owed: 0 });
        return 0;
      },
      cancel: (from) => {
        turns.splice(
          turns.findIndex((turn) => turn.from === from),
          1,
        );
        return 0;
      },
      ask: (from, demand) => {
        for (const turn of turns) if (turn.from === from) turn.owed += demand;
        return demand;
      },
      dispatch: (events) => {
        for (;;) {
          const turn = turns.find(({ owed }) => owed > 0);
          if (turn === undefined || events.length === 0) return events;
          turns.push(...turns.splice(turns.indexOf(turn), 1)); // behind the others
          turn.owed--;
          output.send(turn.from, events.splice(0, 1));
        }
      },
      info: (message) => output.info(message),
      room: () => turns.reduce((sum, turn) => sum + turn.owed, 0),
    };
  };

const system = new System();
const feed = system.start(fromIterable(["a", "b", "c", "d"]), {
  dispatcher: takingTurns(),
  demand: "accumulate",
});
const seen: string[] = [];
for (const name of ["one", "two"]) {
  const print = consumer(() => ({
    handleEvents: (events: string[]) =>
      void seen.push(...events.map((event) => `${name} ${event}`)),
  }));
  system.start(print, { subscribeTo: [{ to: feed }] });
}
system.demand(feed, "forward");
await system.idle();
console.assert(seen.toSorted().join() === "one a,one c,two b,two d");
