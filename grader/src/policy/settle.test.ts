import { describe, expect, test } from "vitest";
import type { Grading } from "../class/results.ts";
import { latePolicy } from "./late-policy.ts";
import { settle, sums, type Settlement } from "./settle.ts";

const grading = (earned: number | null, max = 10): Grading => ({
  slug: "counter",
  source: "counter.ts",
  seed: 1,
  earned,
  max,
  repeated: false,
  checks: [],
});
const word = (points: number) => ({
  line: 1,
  override: { points, reason: "seen by hand", isExtra: true },
});

describe("settle", () => {
  test.each<[string, number | null, Partial<Settlement>, number, number | null]>([
    ["in time", 8, {}, 0, 8],
    ["one day at 10 %", 8, { lateDays: 1 }, 1, 7],
    ["a rate is a share of what the exercise gives", 0.5, { lateDays: 1 }, 0.5, 0],
    ["the cap", 8, { lateDays: 9 }, 5, 3],
    ["no policy", 8, { lateDays: 9, policy: latePolicy("none") }, 0, 8],
    ["zero", 8, { lateDays: 1, policy: latePolicy("zero") }, 8, 0],
    ["thirds are rounded at the end", 10 / 3, { lateDays: 1 }, 1, 2.33],
    ["the grader's fault", null, { lateDays: 3 }, 0, null],
    ["a word counts as it is", 8, { lateDays: 3, adjustment: word(9) }, 0, 9],
    ["a word counts where nothing could be graded", null, { adjustment: word(4) }, 0, 4],
    ["extra", 8, { adjustment: word(12) }, 0, 12],
    ["a word of nothing", 8, { adjustment: word(0) }, 0, 0],
  ])("%s", (_name, earned, settlement, penalty, points) => {
    const all = { policy: latePolicy("10%/day,max=50%"), lateDays: 0, ...settlement };
    expect(settle(grading(earned), all)).toMatchObject({ penalty, points, earned });
  });

  test("keeps the comment and the reason, and leaves out what nobody said", () => {
    const policy = latePolicy("none");
    const adjustment = { ...word(3), comment: "Well argued." };
    expect(settle(grading(1), { policy, lateDays: 0, adjustment })).toMatchObject({
      comment: "Well argued.",
      override: { points: 3, reason: "seen by hand" },
    });
    expect(Object.keys(settle(grading(1), { policy, lateDays: 0 }))).not.toContain("override");
    expect(Object.keys(settle(grading(1), { policy, lateDays: 0 }))).not.toContain("comment");
  });
});

describe("whatever is settled", () => {
  const policies = ["none", "zero", "7.77%/day", "33.3335%/day,max=66%", "100%/day"].map(
    latePolicy,
  );

  test.each(Array.from({ length: 300 }, (_, seed) => seed))("seed %d", (seed) => {
    const pick = picker(seed);
    const max = pick(2_000) / 100 + 0.01;
    const earned = pick(8) === 0 ? null : (max * pick(1001)) / 1000;
    const policy = policies[pick(policies.length)]!;
    const lateDays = pick(12);
    const adjustment = pick(3) === 0 ? word(pick(1 + Math.floor(max * 100)) / 100) : undefined;
    const result = settle(grading(earned, max), { policy, lateDays, adjustment });
    const again = settle(grading(earned === null ? max : null, max), {
      policy,
      lateDays,
      adjustment,
    });

    if (adjustment) {
      expect(result).toMatchObject({ penalty: 0, points: adjustment.override.points });
      expect(again.points, "a regrade keeps it").toBe(result.points);
    } else if (earned === null) {
      expect(result).toMatchObject({ penalty: 0, points: null });
    } else {
      expect(result.points).toBeGreaterThanOrEqual(0);
      expect(result.points).toBeLessThanOrEqual(max + 0.005);
      expect(result.penalty).toBeLessThanOrEqual(earned + 0.005);
      expect(Math.abs(earned - result.penalty - result.points!)).toBeLessThanOrEqual(0.00501);
      const later = settle(grading(earned, max), { policy, lateDays: lateDays + 1 });
      expect(later.points, "a later day gives no more").toBeLessThanOrEqual(result.points!);
    }
    for (const number of [result.points ?? 0, result.penalty])
      expect(String(number)).toMatch(/^\d+(\.\d{1,2})?$/);
  });
});

describe("sums", () => {
  const settled = (earned: number | null, max?: number) =>
    settle(grading(earned, max), { policy: latePolicy("none"), lateDays: 0 });

  test.each([
    [[], 0, 0],
    [[settled(0.1), settled(0.2)], 0.3, 20],
    [[settled(1, 1.1), settled(2, 2.2)], 3, 3.3],
    [[settled(1), settled(null)], null, 20],
  ])("%# add up", (results, points, max) => {
    expect(sums(results)).toEqual({ points, max });
  });
});

/** Whole numbers from 0 up to but without `count`, the same for the same seed. */
function picker(seed: number): (count: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}
