import { describe, expect, test } from "vitest";
import { drawPlot } from "./plot.ts";
import type { Points } from "../../paint/step-line.ts";

const line = (n: number, of: (ms: number) => number): Points =>
  Array.from({ length: n }, (_, ms) => [ms, of(ms)] as const);

describe("drawPlot", () => {
  const series = [
    { name: "pushed", points: line(500, (ms) => ms * 3) },
    { name: "pulled", points: line(500, (ms) => 40 + (ms % 10)) },
  ];

  test("marks the highest value of all, and tells each line's at its end", () => {
    const { svg, text, html } = drawPlot(series, {
      title: "Push or pull",
      yLabel: "events in memory",
    });
    expect(svg.match(/>max [\d,]+</g)).toEqual([">max 1,497<", ">max 1,497<", ">max 49<"]);
    expect(text).toContain("max 49 at 9 ms, last 49");
    expect(html).toContain("<strong>Push or pull.</strong> pushed: max 1,497. pulled: max 49.");
    expect(svg).toContain(">events in memory<");
  });

  test("is of bounded size, and the same for the same numbers", () => {
    const long = [{ name: "long", points: line(100_000, (ms) => ms % 977) }];
    expect(drawPlot(long).svg.length).toBeLessThan(20_000);
    expect(drawPlot(long)).toEqual(drawPlot(long));
  });

  test("draws one point, no point, fractions and values below 0", () => {
    for (const points of [
      [[5, 3]],
      [],
      [
        [0, 0.25],
        [1, 0.5],
      ],
      [
        [0, -4],
        [2, 4],
      ],
    ] as Points[]) {
      expect(drawPlot([{ name: "a", points }]).svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test.each([
    [[], "Expected `series` to hold 1 to 6 lines, got `0`"],
    [
      [{ name: "a", points: [[0, Number.NaN]] }],
      "Expected point 0 of series `a` to be two finite numbers [ms, value], got `[0, NaN]`",
    ],
    [
      [
        {
          name: "a",
          points: [
            [5, 1],
            [4, 1],
          ],
        },
      ],
      "Expected point 1 of series `a` to be not before the point in front of it, got `[4, 1]`",
    ],
  ] as const)("refuses what it cannot draw %#", (wrong, message) => {
    expect(() => drawPlot(wrong)).toThrow(new RangeError(message));
  });
});
