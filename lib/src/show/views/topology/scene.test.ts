import { describe, expect, test } from "vitest";
import { readTrace, threeStages, traceOf } from "../../run/traces.fixture.ts";
import type { Run } from "../../run/run.ts";
import { viewOf } from "../../run/view.ts";
import { topologyPlan, type Plan } from "./plan.ts";
import { topologyScene } from "./scene.ts";
import type { Shape } from "./shape.ts";

const planOf = (run: Run): Plan => topologyPlan(viewOf(run, {}), { isLive: true, head: 0 });

const wordsAt = (plan: Plan, run: Run, step: number): string[] => {
  const now = run.steps.find((one) => one.step === step);
  const scene = topologyScene(plan, step, now && { step: now, done: 1 });
  return scene.signs.flatMap(({ words, isHidden }) => (words && !isHidden ? [words] : []));
};

describe("topologyScene", () => {
  const run = readTrace(threeStages());
  const plan = planOf(run);

  test("has the same shapes in the same places at every step", () => {
    const shapesAt = (step: number) => {
      const scene = topologyScene(plan, step, { step: run.steps[step - 1]!, done: 0.5 });
      return [...scene.strands, ...scene.signs].map((shape: Shape) => shape.tag);
    };
    for (const { step } of run.steps) expect(shapesAt(step)).toEqual(shapesAt(1));
  });

  test("says of each stage what it is, before, while and after it lives", () => {
    expect(wordsAt(plan, run, 1).filter((one) => one === "not started yet")).toHaveLength(2);
    expect(wordsAt(plan, run, 7)).not.toContain("not started yet");
    expect(wordsAt(plan, run, 29)).toContain("ended");
    expect(wordsAt(plan, run, 29)).toEqual(expect.arrayContaining(["lost 2", "closed"]));
  });

  test("counts the mailbox, what is in hand and what is buffered behind a step", () => {
    expect(wordsAt(plan, run, 14)).toEqual(
      expect.arrayContaining([
        "in hand 2",
        "handled 2",
        "buffer 1, no bound",
        "owed of",
        "4 asked",
      ]),
    );
  });

  test.each([
    [4, "+10"],
    [9, "×10"],
    [18, "8"],
    [3, "subscribes"],
    [27, "cancels"],
    [10, "▸ handles 5"],
  ])("shows of step %i what it sends or does: %s", (step, words) => {
    expect(wordsAt(plan, run, step)).toContain(words);
  });

  test("moves a token from the sender to the receiver", () => {
    const step = run.steps.find((one) => one.what === "ask")!;
    const places = [0, 0.5, 1].map((done) => {
      const { signs } = topologyScene(plan, step.step, { step, done });
      return Number(signs.find(({ words }) => words === "+10")!.attributes["y"]);
    });
    // Demand goes up.
    expect(places).toEqual([...places].sort((a, b) => b - a));
    expect(new Set(places).size).toBe(3);
  });

  test("leaves no strand beneath the token", () => {
    const step = run.steps.find((one) => one.what === "ask")!;
    const [still, moving] = [undefined, { step, done: 1 }].map(
      (now) => topologyScene(plan, step.step, now).clip,
    );
    expect(moving).toContain(still);
    expect(moving!.length).toBeGreaterThan(still!.length);
  });
});

describe("a buffer", () => {
  const slotsAt = (bufferSize: number, total: number): number => {
    const run = readTrace(
      traceOf([
        { type: "start", stage: "feed", kind: "producer", bufferSize },
        { type: "buffered", stage: "feed", count: total, total },
      ]),
    );
    const { signs } = topologyScene(planOf(run), 2);
    return signs.filter(({ tag, isHidden }) => tag === "circle" && !isHidden).length;
  };

  test("has a disc for each event in one of up to 12 places", () => {
    expect([slotsAt(6, 4), slotsAt(12, 12), slotsAt(12, 1)]).toEqual([4, 12, 1]);
  });

  test("is a bar where it has more places", () => {
    expect(slotsAt(13, 5)).toBe(0);
  });
});

test("a stage that is restarted is alive again", () => {
  const start = { type: "start", stage: "desk", kind: "consumer" } as const;
  const run = readTrace(traceOf([start, { type: "exit", stage: "desk", reason: "boom" }, start]));
  const plan = planOf(run);
  const isEnded = (step: number): boolean =>
    topologyScene(plan, step).signs.some(({ words }) => words === "ended");
  expect([1, 2, 3].map(isEnded)).toEqual([false, true, false]);
});
