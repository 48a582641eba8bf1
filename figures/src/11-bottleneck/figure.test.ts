import type { TraceEntry } from "headgate";
import { expect, test } from "vitest";
import { unasked, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { initialValues } from "../values.ts";
import { bottleneck, littleOf, loadOf, throughputOf } from "./figure.ts";

const isArchived = (entry: TraceEntry): boolean =>
  entry.type === "handle" && entry.stage === "archive" && entry.phase === "end";

checkFigure(bottleneck, {
  mostEntries: 400,
  // One more where it is not needed gains nothing.
  isSurprising: (panels) => {
    const [asSet, oneMore] = panels.map(throughputOf) as [number, number];
    return loadOf(panels[0]!.trace)[0]?.name === "locate" && Math.abs(oneMore / asSet - 1) < 0.05;
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand" } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    // As if a quake had never come out.
    "L = λ × W, within 5 %": (panels) => withFirst(panels, isArchived, () => []),
    "no stage passes on more than its workers can": (panels) =>
      withFirst(
        panels,
        (entry) => entry.type === "handle" && entry.stage === "locate 1" && entry.phase === "end",
        (entry) => Array.from({ length: 10 }, () => entry),
      ),
    "every quake is archived once": (panels) =>
      without(panels, (entry) => isArchived(entry) && entry.at > 500),
  },
});

test.each([1, 2, 3])("one more worker at the bottleneck gains much, with seed %i", async (seed) => {
  const values = { ...initialValues(bottleneck, seed), more: "locate", count: 40 };
  const [asSet, oneMore] = (await bottleneck.run(values)).map(throughputOf) as [number, number];
  expect(oneMore / asSet).toBeGreaterThan(1.6);
});

test("Little's law holds to the last digit where the run begins and ends empty", async () => {
  for (const { trace } of await bottleneck.run(initialValues(bottleneck, 5))) {
    const { inside, perMs, stayMs } = littleOf(trace);
    expect(perMs * stayMs).toBeCloseTo(inside, 9);
  }
});
