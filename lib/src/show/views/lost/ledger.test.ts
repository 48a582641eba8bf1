import { describe, expect, test } from "vitest";
import { consumer, producer, producerConsumer, System } from "../../../index.ts";
import { draw } from "../../draw.ts";
import { readTrace, traceOf } from "../../run/traces.fixture.ts";
import { viewOf } from "../../run/view.ts";
import { equation, ledgerOf, ledgerWords } from "./ledger.ts";

const equations = (system: Pick<System, "trace">, options = {}): string[] =>
  ledgerOf(viewOf(readTrace(system.trace), options)).accounts.flatMap(({ balances }) =>
    balances.map(equation),
  );

const counter = producer(() => {
  let next = 0;
  return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
});
const sleeper = consumer((stage) => ({ handleEvents: () => stage.sleep(10) }));

describe("ledgerOf a run of the library", () => {
  test("has every event of a pipeline that goes on", async () => {
    const system = new System({ clock: "virtual", trace: true });
    const numbers = system.start(counter, { name: "numbers" });
    const double = producerConsumer(() => ({ handleEvents: (events: number[]) => events }));
    const doubled = system.start(double, {
      subscribeTo: [{ to: numbers, maxDemand: 10, minDemand: 5 }],
    });
    system.start(sleeper, { subscribeTo: [{ to: doubled, maxDemand: 4, minDemand: 2 }] });
    await system.advance(95);
    expect(equations(system)).toEqual([
      "30 put out = 30 sent",
      "30 sent to it = 20 handled + 10 in its mailbox",
      "20 put out = 20 sent",
      "20 sent to it = 16 handled + 2 in hand + 2 in its mailbox",
    ]);
    expect(draw(system.trace, { as: "lost" }).text).toContain("Nothing was lost: 50 events sent =");
  });

  test("has what a full buffer lost", async () => {
    const system = new System({ clock: "virtual", trace: true, log: false });
    const burst = producer(() => ({
      handleDemand: () => [],
      handleInfo: () => Array.from({ length: 10 }, (_, i) => i),
    }));
    const sensor = system.start(burst, { bufferSize: 6 });
    system.start(sleeper, { subscribeTo: [{ to: sensor, maxDemand: 2, minDemand: 1 }] });
    await system.advance(1);
    system.send(sensor, "tick");
    await system.advance(1);
    expect(equations(system)[0]).toBe(
      "10 put out = 2 sent + 6 in its buffer + 2 lost (the buffer is full)",
    );
    expect(draw(system.trace, { as: "lost" }).html).toContain("Every loss: 1 row");
  });

  test("has what a crash left in hand and in the mailbox", async () => {
    const system = new System({ clock: "virtual", trace: true, log: false });
    const numbers = system.start(counter);
    const failing = consumer((stage) => ({
      handleEvents: async () => {
        await stage.sleep(10);
        throw new Error("disk is full");
      },
    }));
    const to = { to: numbers, maxDemand: 6, minDemand: 3, cancel: "temporary" } as const;
    system.start(failing, { subscribeTo: [to] });
    await system.advance(50);
    expect(equations(system)[1]).toBe(
      "6 sent to it = 3 in hand when it failed + 3 lost (the stage ended before it handled them)",
    );
  });
});

describe("ledgerOf", () => {
  const between = { producer: "feed", consumer: "sink", subscription: 1 };

  test("does not count twice what was sent to a stage that had ended", () => {
    const trace = traceOf([
      { type: "exit", stage: "sink", reason: "normal" },
      { type: "events", ...between, events: [1, 2] },
      { type: "discarded", stage: "feed", count: 2, why: "their consumer has ended" },
    ]);
    expect(equations({ trace }).sort()).toEqual([
      "2 put out = 2 sent",
      "2 sent to it = 2 sent after it had ended",
    ]);
  });

  test("has nothing in the mailbox of a stage that was started again but what was sent to it since", () => {
    const start = { type: "start", stage: "sink", kind: "consumer" } as const;
    const trace = traceOf([
      start,
      { type: "subscribe", ...between, maxDemand: 9, minDemand: 4, mode: "automatic" },
      { type: "exit", stage: "sink", reason: "boom" },
      start,
      { type: "events", ...between, events: [1, 2] },
      { type: "discarded", stage: "feed", count: 2, why: "their consumer has ended" },
      { type: "events", ...between, subscription: 2, events: [3, 4, 5] },
    ]);
    expect(equations({ trace }).sort()).toEqual([
      "5 put out = 5 sent",
      "5 sent to it = 3 in its mailbox + 2 sent after it had ended",
    ]);
  });

  test("counts up to the last step of a window, and lists the losses within it", () => {
    const trace = traceOf([
      { type: "discarded", stage: "feed", count: 1, why: "the buffer is full" },
      { type: "discarded", stage: "feed", count: 2, why: "the buffer is full" },
      { type: "discarded", stage: "feed", count: 4, why: "the buffer is full" },
    ]);
    const { lost, losses } = ledgerOf(viewOf(readTrace(trace), { from: 2, to: 2 }));
    expect([lost, losses.map(({ n }) => n)]).toEqual([3, [2]]);
  });

  test("says from where it counts in a trace cut by its bound", () => {
    const cut = traceOf([{ type: "events", ...between, events: [1] }], 40);
    expect(draw(cut, { as: "lost" }).text).toContain("totals count from step 41");
  });
});

test("ledgerWords says what was lost by stages that are not drawn, too", () => {
  const run = readTrace(
    traceOf([
      { type: "start", stage: "feed", kind: "producer" },
      { type: "discarded", stage: "other", count: 2, why: "buffer is full" },
    ]),
  );
  expect(ledgerWords(ledgerOf(viewOf(run, { stages: ["feed"] })))).toMatch(/^2 events lost/);
});
