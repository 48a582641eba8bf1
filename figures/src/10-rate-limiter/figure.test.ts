import { expect, test } from "vitest";
import { unasked, withFirst, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { initialValues } from "../values.ts";
import { intervalsOf, rateLimiter } from "./figure.ts";

checkFigure(rateLimiter, {
  // The limit is reached and kept, before it is changed and behind, while quakes wait at the feed.
  isSurprising: ([panel], values) => {
    const intervals = intervalsOf(panel!.trace, values);
    return (
      intervals.every(({ came, limit }) => came <= limit) &&
      [5, 10].every((limit) => intervals.some((one) => one.limit === limit && one.came === limit))
    );
  },
  facts: () => ({ stages: { feed: { dispatcher: "demand" } } }),
  doctored: {
    "delivered ≤ asked": unasked,
    "between two ticks ≤ limit + burst, or what was on order before the limit fell": (panels) =>
      withFirst(
        panels,
        ({ type }) => type === "events",
        (entry) => [entry, entry],
      ),
    "in all ≤ the limits of all ticks": (panels) =>
      withFirst(
        panels,
        ({ type }) => type === "events",
        (entry) => Array.from({ length: 20 }, () => entry),
      ),
    "none lost: came in = went through + waits": (panels) =>
      without(panels, ({ type, at }) => type === "events" && at > 1500),
  },
});

test("a limit that falls takes nothing back that is on order, and the figure says so", async () => {
  const values = { ...initialValues(rateLimiter), limit: 30, laterLimit: 2, arriving: 10 };
  const panels = await rateLimiter.run(values);
  const later = intervalsOf(panels[0]!.trace, values).filter(({ at }) => at > 1000);
  expect(Math.max(...later.map(({ came }) => came))).toBeGreaterThan(2);
  expect(rateLimiter.surprise(panels, values)).toContain("not taken back");
});
