import { describe, expect, test } from "vitest";
import { placeOf, shift } from "./place.ts";
import { week } from "./week.ts";

describe("placeOf", () => {
  const recorded = week.filter((quake) => quake.place.endsWith("Hualian, Taiwan"));

  test("names the twenty recorded quakes near Hualien as the feed does", () => {
    expect(recorded).toHaveLength(20);
    expect(recorded.map((quake) => placeOf(quake))).toEqual(recorded.map((quake) => quake.place));
  });
});

describe("shift", () => {
  test("moves a point by kilometres", () => {
    const { lon, lat } = shift({ lon: 121, lat: 60 }, { northKm: 111.19, eastKm: 111.19 });
    expect(lat).toBeCloseTo(61, 10);
    expect(lon).toBeCloseTo(123, 10);
  });
});
