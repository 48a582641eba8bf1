import type { TraceEntry } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./never-more-than-asked.ts"));

/** A subscription between two stages, from which the entries of a trace are made. */
function edge(subscription: number, consumer: string, producer = "feed") {
  const names = { at: 0, producer, consumer, subscription };
  return {
    subscribe: (): TraceEntry => ({
      ...names,
      type: "subscribe",
      maxDemand: 10,
      minDemand: 5,
      mode: "automatic",
    }),
    ask: (demand: number): TraceEntry => ({ ...names, type: "ask", demand }),
    events: (count: number): TraceEntry => ({
      ...names,
      type: "events",
      events: Array.from({ length: count }, (_, n) => n),
    }),
  };
}

const yours = async (trace: readonly TraceEntry[]) => {
  const accounts = await mine.evaluate(({ ledger }, _lib, entries) => ledger(entries), trace);
  expect(accounts, "What `ledger` returns, by the number of the subscription").toBeInstanceOf(Map);
  return accounts;
};

test("asked, delivered and owed", { meta: { points: 2 } }, async () => {
  const [reviewer, archive, idle] = [edge(1, "reviewer"), edge(2, "archive"), edge(3, "idle")];
  const accounts = await yours([
    reviewer.subscribe(),
    reviewer.ask(10),
    archive.subscribe(),
    archive.ask(4),
    reviewer.events(6),
    archive.events(3),
    idle.subscribe(),
    reviewer.ask(5),
    archive.events(1),
    reviewer.events(2),
  ]);
  expect(
    [1, 2, 3].filter((subscription) => accounts.has(subscription)),
    "Three subscriptions, and an account for each by its number, 1, 2 and 3. There are accounts for",
  ).toEqual([1, 2, 3]);
  const sums =
    accounts.get(1)?.asked === 0 || accounts.get(1)?.delivered === 0
      ? 'Asks are booked from "ask" entries and events from "events" entries: neither what a producer is told nor what is handled is in the books'
      : "Asks add up, and each message carries an array of events, which all count";
  expect(accounts.get(1), `${sums}. Subscription 1: asks of 10 and 5, messages of 6 and 2`).toEqual(
    { asked: 15, delivered: 8, owed: 7, excess: 0 },
  );
  expect(accounts.get(2), `${sums}. Subscription 2: an ask of 4, messages of 3 and 1`).toEqual({
    asked: 4,
    delivered: 4,
    owed: 0,
    excess: 0,
  });
  expect(
    accounts.get(3),
    "Subscription 3 asked for nothing and has an account all the same",
  ).toEqual({ asked: 0, delivered: 0, owed: 0, excess: 0 });
});

test("what was sent too early stays excess", { meta: { points: 2 } }, async () => {
  const reviewer = edge(1, "reviewer");
  const early = await yours([
    reviewer.subscribe(),
    reviewer.ask(3),
    reviewer.events(5),
    reviewer.ask(2),
  ]);
  expect(
    early.get(1),
    "Asked for 3, sent 5, then asked for 2. The totals at the end agree, and yet two events were sent that nobody had asked for: the excess " +
      "is 2, and it does not pay for the ask after it, of which 2 are owed",
  ).toEqual({ asked: 5, delivered: 5, owed: 2, excess: 2 });
  const again = await yours([
    reviewer.subscribe(),
    reviewer.events(1),
    reviewer.ask(4),
    reviewer.events(4),
    reviewer.events(2),
    reviewer.ask(1),
  ]);
  expect(
    again.get(1),
    "Sent 1, asked for 4, sent 4, sent 2, asked for 1: three were not owed when they were sent",
  ).toEqual({
    asked: 5,
    delivered: 7,
    owed: 1,
    excess: 3,
  });
});

test("every subscription pays for itself", { meta: { points: 2 } }, async () => {
  const [reviewer, archive, twice] = [edge(1, "reviewer"), edge(2, "archive"), edge(3, "reviewer")];
  const accounts = await yours([
    ...[reviewer, archive, twice].map((one) => one.subscribe()),
    reviewer.ask(2),
    archive.ask(10),
    twice.ask(3),
    reviewer.events(4),
    twice.events(1),
  ]);
  const own =
    "The feed owes 2 to the reviewer on one subscription, 10 to the archive on another, 3 to the reviewer on a third. It sends 4 on the first";
  expect(
    accounts.get(1),
    `${own}: two too many, which no demand on another subscription can cover`,
  ).toEqual({ asked: 2, delivered: 4, owed: 0, excess: 2 });
  expect(accounts.get(2), `${own}, and the archive is still owed all of its 10`).toEqual({
    asked: 10,
    delivered: 0,
    owed: 10,
    excess: 0,
  });
  expect(accounts.get(3), `${own}, and 1 on the third`).toEqual({
    asked: 3,
    delivered: 1,
    owed: 2,
    excess: 0,
  });
});

test("the trace of a real run", { meta: { points: 2 } }, async () => {
  // The run first and its audit behind it: what is audited is a copy, so nobody can tidy the books.
  const entries = await mine.evaluate(async (_answer, { System, consumer, producer }) => {
    const system = new System({ clock: "virtual", trace: true });
    const numbers = producer<number>(() => ({
      handleDemand: (demand) => Array.from({ length: demand }, (_, n) => n),
    }));
    const [feed, spare] = ["feed", "spare"].map((name) => system.start(numbers, { name }));
    const reader = (ms: number) =>
      consumer<number>((stage) => ({ handleEvents: () => stage.sleep(ms) }));
    system.start(reader(30), {
      name: "reviewer",
      subscribeTo: [
        { to: feed!, maxDemand: 10, minDemand: 5 },
        { to: spare!, maxDemand: 3 },
      ],
    });
    system.start(reader(20), { name: "archive", subscribeTo: [{ to: feed!, maxDemand: 4 }] });
    await system.advance(500);
    return system.trace.entries.slice();
  });
  const accounts = await yours(entries);
  const subscriptions = entries
    .filter((entry) => entry.type === "subscribe")
    .map((entry) => entry.subscription);
  for (const subscription of subscriptions) {
    const own = entries.filter(
      (entry) => "subscription" in entry && entry.subscription === subscription,
    );
    const asked = own.reduce((sum, entry) => sum + (entry.type === "ask" ? entry.demand : 0), 0);
    const delivered = own.reduce(
      (sum, entry) => sum + (entry.type === "events" ? entry.events.length : 0),
      0,
    );
    expect(
      accounts.get(subscription),
      `Subscription ${subscription} of a run of two feeds and two readers. Only "ask" and "events" entries are booked: what the producer is told ` +
        "is for several readers at once, and events are handled after they are sent. Headgate keeps its promise, so nothing is in excess",
    ).toEqual({ asked, delivered, owed: asked - delivered, excess: 0 });
  }
});
