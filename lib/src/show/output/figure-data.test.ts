import { describe, expect, test } from "vitest";
import { record } from "../run/recording.ts";
import { threeStages, traceOf } from "../run/traces.fixture.ts";
import { figureJson, type FigureBounds, type FigureData } from "./figure-data.ts";

const edge = { producer: "feed", consumer: "sink", subscription: 1 };
const asks = (n: number, truncated = 0) =>
  traceOf(
    Array.from({ length: n }, (_, demand) => ({ type: "ask", ...edge, demand }) as const),
    truncated,
  );

function panelsOf(labels: string, n: number, bounds?: FigureBounds) {
  const runs = [...labels].map((label) => ({ label, trace: asks(n) }));
  return (JSON.parse(figureJson(runs, {}, bounds)!) as FigureData).panels.map(
    ({ label, recording: { entries, truncated } }) =>
      [label, entries[0]?.n, entries.length, truncated] as const,
  );
}

describe("figureJson", () => {
  test("holds the title, the view and what happened", () => {
    const trace = threeStages();
    const json = figureJson([{ label: "", trace }], { title: "Slow", as: "depth" })!;
    expect(JSON.parse(json)).toEqual({
      title: "Slow",
      view: "depth",
      step: trace.entries.length,
      panels: [{ label: "", recording: record(trace) }],
    });
  });

  test("begins at the beginning where steps are told, and at the end where sums are", () => {
    const stepOf = (as: "sequence" | "marbles" | "topology" | "lost") =>
      (JSON.parse(figureJson([{ label: "", trace: asks(3) }], { as })!) as FigureData).step;
    expect((["sequence", "marbles", "topology", "lost"] as const).map(stepOf)).toEqual([
      0, 0, 3, 3,
    ]);
  });

  test("ends with the step that the figure ends with", () => {
    const json = figureJson([{ label: "", trace: asks(10, 5) }], { to: 8 })!;
    const [panel] = (JSON.parse(json) as FigureData).panels;
    expect(panel!.recording.entries.map(({ n }) => n)).toEqual([0, 1, 2]);
    expect(panel!.recording.truncated).toBe(5);
  });

  test("keeps the newest 20 000 entries, and says how many are gone", () => {
    expect(panelsOf("a", 20_000)).toEqual([["a", 0, 20_000, 0]]);
    expect(panelsOf("a", 20_003)).toEqual([["a", 3, 20_000, 3]]);
  });

  test("shares the bound among several runs", () => {
    expect(panelsOf("ab", 7, { maxEntries: 10 })).toEqual([
      ["a", 2, 5, 2],
      ["b", 2, 5, 2],
    ]);
  });

  test("halves what is still too large as text", () => {
    expect(panelsOf("a", 16, { maxCharacters: 720 })).toEqual([["a", 12, 4, 12]]);
    expect(panelsOf("a", 16, { maxCharacters: 1 })).toEqual([["a", undefined, 0, 16]]);
  });

  test("is none for more runs than a player shows", () => {
    const runs = [..."abcde"].map((label) => ({ label, trace: asks(1) }));
    expect(figureJson(runs.slice(1))).toBeDefined();
    expect(figureJson(runs)).toBeUndefined();
  });
});
