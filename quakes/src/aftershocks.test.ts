import { describe, expect, test } from "vitest";
import { aftershocks, mainShock, type AftershockOptions } from "./aftershocks.ts";

const dayMs = 86_400_000;
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** The largest gap between the share of quakes that have come by each instant and the share that the law expects. */
function largestGap(
  options: Required<Pick<AftershockOptions, "seed" | "count" | "days" | "c" | "p">>,
): number {
  const { count, days, c, p } = options;
  const upTo = (t: number): number =>
    p === 1 ? Math.log((c + t) / c) : (c + t) ** (1 - p) - c ** (1 - p);
  const shares = aftershocks(options).map(
    (quake) => upTo((quake.time - mainShock.time) / dayMs) / upTo(days),
  );
  return Math.max(...shares.map((share, index) => Math.abs(share - (index + 1) / count)));
}

describe("mainShock", () => {
  test("is the magnitude 6.4 of 2018-02-06 15:50:42 UTC", () => {
    expect(new Date(mainShock.time).toISOString()).toBe("2018-02-06T15:50:42.400Z");
    expect(mainShock.mag).toBe(6.4);
  });
});

describe("aftershocks", () => {
  test("gives the same quakes for the same seed and others for another", () => {
    expect(aftershocks({ seed: 7 })).toEqual(aftershocks({ seed: 7 }));
    expect(aftershocks({ seed: 7 })).not.toEqual(aftershocks({ seed: 8 }));
    expect(aftershocks({ seed: 2 ** 32 })[0]?.time).not.toBe(aftershocks({ seed: 0 })[0]?.time);
  });

  test("gives these quakes for seed 7, today and later", () => {
    const quakes = aftershocks({ seed: 7, count: 3, days: 1 });
    expect(quakes.map(({ id, time, mag, place }) => ({ id, time, mag, place })))
      .toMatchInlineSnapshot(`
      [
        {
          "id": "us-7-1",
          "mag": 2.2,
          "place": "16km NNE of Hualian, Taiwan",
          "time": 1517934762256,
        },
        {
          "id": "us-7-2",
          "mag": 2.7,
          "place": "23km NNE of Hualian, Taiwan",
          "time": 1517944599167,
        },
        {
          "id": "us-7-3",
          "mag": 2.4,
          "place": "23km NNE of Hualian, Taiwan",
          "time": 1517947701897,
        },
      ]
    `);
  });

  test("puts count quakes in order of time behind the main shock, within days, each id once", () => {
    for (const seed of seeds) {
      const quakes = aftershocks({ seed, count: 500, days: 2 });
      expect(quakes).toHaveLength(500);
      expect(new Set(quakes.map((quake) => quake.id)).size).toBe(500);
      let before = mainShock.time;
      for (const quake of quakes) {
        expect(quake.time).toBeGreaterThanOrEqual(before);
        before = quake.time;
      }
      expect(quakes[0]?.time).toBeGreaterThan(mainShock.time);
      expect(before).toBeLessThanOrEqual(mainShock.time + 2 * dayMs);
    }
    expect(aftershocks({ seed: 1, count: 0 })).toEqual([]);
  });

  test.each([
    { c: 0.05, p: 1.1, days: 7 },
    { c: 0.01, p: 1, days: 30 },
    { c: 1, p: 0.5, days: 1 },
    { c: 0.2, p: 2, days: 100 },
  ])("times follow the modified law of Omori: $c, $p, $days", (law) => {
    // The Kolmogorov-Smirnov gap of 2000 draws exceeds 1.95 / sqrt(2000) = 0.0436 once in a thousand sequences.
    const gaps = seeds.map((seed) => largestGap({ seed, count: 2000, ...law }));
    expect(Math.max(...gaps)).toBeLessThan(0.0436);
  });

  test("magnitudes follow the law of Gutenberg and Richter", () => {
    for (const b of [0.8, 1, 1.5]) {
      const mags = seeds.flatMap((seed) =>
        aftershocks({ seed, count: 5000, magMin: 1, b }).map((quake) => quake.mag),
      );
      expect(Math.min(...mags)).toBe(1);
      expect(Math.max(...mags)).toBeLessThanOrEqual(6.4);
      const share = mags.filter((mag) => mag >= 2).length / mags.length;
      expect(share / 10 ** -b).toBeGreaterThan(0.95);
      expect(share / 10 ** -b).toBeLessThan(1.05);
    }
  });

  test("revisions come late and out of order, about four hours in the middle", () => {
    const quakes = aftershocks({ seed: 3 });
    const lags = quakes.map((quake) => quake.updated - quake.time);
    lags.sort((one, other) => one - other);
    expect(lags[0]).toBeGreaterThan(0);
    expect((lags[500] ?? 0) / 3_600_000).toBeGreaterThan(3.5);
    expect((lags[500] ?? 0) / 3_600_000).toBeLessThan(5);
    expect(
      quakes.some((quake, index) => index > 0 && quake.updated < (quakes[index - 1]?.updated ?? 0)),
    ).toBe(true);
  });

  test("every quake has the fields of a recorded one and lies within 26 km of the main shock", () => {
    for (const quake of aftershocks({ seed: 4 })) {
      expect(Object.keys(quake)).toEqual(Object.keys(mainShock));
      const [north, east] = [
        (quake.lat - mainShock.lat) * 111.19,
        (quake.lon - mainShock.lon) * 101.5,
      ];
      expect(Math.hypot(north, east)).toBeLessThan(26);
      expect(quake.place).toMatch(/^\d+km [NESW]{1,3} of Hualian, Taiwan$/);
    }
  });

  test.each<[unknown, new () => Error, string]>([
    [
      undefined,
      TypeError,
      "Expected the options of `aftershocks` to be an object, got `undefined`",
    ],
    [
      {},
      TypeError,
      "Expected `seed` of `aftershocks` to be an integer from 0 up to 9007199254740991, got `undefined` (undefined)",
    ],
    [
      { seed: "7" },
      TypeError,
      "Expected `seed` of `aftershocks` to be an integer from 0 up to 9007199254740991, got `7` (string)",
    ],
    [
      { seed: 0.5 },
      RangeError,
      "Expected `seed` of `aftershocks` to be an integer from 0 up to 9007199254740991, got `0.5`",
    ],
    [
      { seed: 1, count: -1 },
      RangeError,
      "Expected `count` of `aftershocks` to be an integer from 0 up to 1000000, got `-1`",
    ],
    [
      { seed: 1, days: 0 },
      RangeError,
      "Expected `days` of `aftershocks` to be a number above 0 up to 3650, got `0`",
    ],
    [
      { seed: 1, c: NaN },
      RangeError,
      "Expected `c` of `aftershocks` to be a number above 0 up to 10, got `NaN`",
    ],
    [
      { seed: 1, p: 3 },
      RangeError,
      "Expected `p` of `aftershocks` to be a number from 0.5 up to 2, got `3`",
    ],
    [
      { seed: 1, magMin: 7 },
      RangeError,
      "Expected `magMin` of `aftershocks` to be a number from -1 up to 6, got `7`",
    ],
    [
      { seed: 1, b: 0 },
      RangeError,
      "Expected `b` of `aftershocks` to be a number from 0.5 up to 2, got `0`",
    ],
  ])("refuses %j", (options, kind, message) => {
    const wrong = (): unknown => aftershocks(options as AftershockOptions);
    expect(wrong).toThrow(kind);
    expect(wrong).toThrow(message);
  });
});
