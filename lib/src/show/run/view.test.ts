import { describe, expect, test } from "vitest";
import { readTrace, threeStages, traceOf } from "./traces.fixture.ts";
import { hasEnded, lostIn, stepsBefore, viewOf } from "./view.ts";

const trace = threeStages();
const run = readTrace(trace);

describe("viewOf", () => {
  test.each(run.steps.map(({ step }) => step))(
    "has behind step %d the totals of a run read up to it",
    (to) => {
      const view = viewOf(run, { to });
      const then = readTrace(trace, to);
      expect(view.steps.map(({ step }) => step)).toEqual(then.steps.map(({ step }) => step));
      for (const { producer, asked, delivered, owed, closed } of then.edges) {
        const edge = view.edges.find((one) => one.producer === producer);
        expect(edge).toMatchObject({ asked, delivered, owed, closed });
      }
      for (const { name, sent, handled, lost, ended } of then.stages) {
        const stage = view.run.stages.find((one) => one.name === name);
        expect(stage).toMatchObject({ sent, handled, lost, ended });
      }
    },
  );

  test("cuts a window of steps by their numbers, where a bound has dropped the first", () => {
    const cut = readTrace({ entries: trace.entries.slice(8), truncated: 8 });
    const view = viewOf(cut, { from: 11, to: 14, current: 12 });
    expect(view.steps.map(({ step }) => step)).toEqual([11, 12, 13, 14]);
    expect([view.to, view.current]).toEqual([14, 12]);
  });

  test("has all stages of the run in each window, and says nothing of what is outside", () => {
    expect(viewOf(run, { to: 1 }).names).toEqual(["numbers", "double", "print"]);
    expect(viewOf(run, { to: 1 }).notes).toEqual([]);
  });

  test("chooses the same 12 stages for each window of a run, those that talk first", () => {
    const names = Array.from({ length: 30 }, (_, i) => `s${i}`);
    const between = { producer: "s29", consumer: "s28", subscription: 1 };
    const many = readTrace(
      traceOf([
        ...names.map((stage) => ({ type: "start", stage, kind: "consumer" }) as const),
        { type: "ask", ...between, demand: 1 },
      ]),
    );
    for (const to of [1, 30, 31]) {
      const view = viewOf(many, { to });
      expect(view.names).toHaveLength(12);
      expect(view.names).toEqual(expect.arrayContaining(["s29", "s28", "s9"]));
    }
  });
});

test("stepsBefore counts the steps with a lower number", () => {
  expect([0, 1, 2, 31, 99].map((step) => stepsBefore(run, step))).toEqual([0, 0, 1, 30, 31]);
});

test("lostIn counts the losses of the stages drawn up to the last step", () => {
  expect(lostIn(viewOf(run, {}))).toBe(2);
  expect(lostIn(viewOf(run, { to: 20 }))).toBe(0);
  expect(lostIn(viewOf(run, { stages: ["print"] }))).toBe(0);
});

test("hasEnded is false again for a stage that is started again", () => {
  const restarted = readTrace(
    traceOf([
      { type: "start", stage: "a", kind: "producer" },
      { type: "exit", stage: "a", reason: new Error("boom") },
      { type: "start", stage: "b", kind: "producer" },
      { type: "start", stage: "a", kind: "producer" },
    ]),
  );
  expect([1, 2, 3, 4].map((step) => hasEnded(restarted.stages[0]!, step))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
