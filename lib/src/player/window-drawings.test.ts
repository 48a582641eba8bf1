import { describe, expect, test } from "vitest";
import { depthOf } from "../show/views/over-time/depth.ts";
import { depthSvg } from "../show/views/over-time/svg.ts";
import { readTrace, traceOf } from "../show/run/traces.fixture.ts";
import { viewOf } from "../show/run/view.ts";
import { Reel } from "./reel.ts";
import { windowDrawings } from "./window-drawings.ts";
import { windowedViews } from "./views.ts";

const run = readTrace(
  traceOf(
    Array.from({ length: 1000 }, (_, n) => {
      const between = { at: n * 10, producer: "feed", consumer: "desk", subscription: 1 } as const;
      if (n === 5) return { type: "ask", ...between, demand: 40 } as const;
      if (n === 6) return { type: "events", ...between, events: Array(40).fill(n) } as const;
      return n % 2 === 0
        ? ({ type: "ask", ...between, demand: 3 } as const)
        : ({ type: "events", ...between, events: [n, n, n] } as const);
    }),
  ),
);
const whole = viewOf(run, {});
const drawn = (view: keyof typeof windowedViews, position: number): string =>
  windowDrawings([whole], new Reel([run]), windowedViews[view]!)(position)[0]!.body;

describe("what a view draws of a long run", () => {
  test.each([0, 1, 500, 1000])("over time it is the whole run, at step %i too", (position) => {
    const still = depthSvg(depthOf(whole)).body;
    expect(still).toContain(">max 4");
    expect(drawn("depth", position).startsWith(still)).toBe(true);
    expect(drawn("depth", position)).not.toContain(">steps ");
  });

  test("over time the mark alone moves", () => {
    const [early, late] = [drawn("depth", 250), drawn("depth", 750)];
    const markOf = (body: string) => Number(/<path d="M([\d.]+) 0V/.exec(body)![1]);
    expect(markOf(early)).toBeCloseTo(44 + (312 * 249) / 999, 1);
    expect(markOf(late)).toBeCloseTo(44 + (312 * 749) / 999, 1);
  });

  test.each([
    ["sequence", "steps 993 to 1,000"],
    ["marbles", "steps 977 to 1,000"],
  ] as const)("%s is a part of it, and says which", (view, words) => {
    expect(drawn(view, 1000)).toContain(`>${words}</text>`);
  });
});
