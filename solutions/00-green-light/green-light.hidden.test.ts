import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/00-green-light/green-light.ts"));

const others = ["quarry blast", "explosion", "ice quake", "mining explosion", "landslide"];

/** Another week: an event in four or so is something else, and one of each sort is certain. */
const mixed = (): Quake[] =>
  aftershocks({ seed: mine.seed, count: 80 }).map((quake, index) => {
    const type = others[index < others.length ? index : quake.updated % 20];
    // The type `Quake` lists the types of the recorded week only.
    return type === undefined ? quake : ({ ...quake, type } as Quake);
  });

test(
  "knows an earthquake among types that this week does not have",
  { meta: { points: 1 } },
  async () => {
    const quakes = mixed();
    const count = await mine.evaluate(({ earthquakesIn }, _lib, input) => {
      const answered: unknown = earthquakesIn(input);
      return Array.isArray(answered) ? "a list" : answered;
    }, quakes);
    expect(
      count,
      'Another week has ice quakes and landslides as well. Only what has the type `"earthquake"` counts. Of its 80 events you count',
    ).toBe(quakes.filter(({ type }) => type === "earthquake").length);
  },
);

test(
  "finds none where there is none, and one where there is one",
  { meta: { points: 1 } },
  async () => {
    const quakes = mixed();
    const blasts = quakes.filter(({ type }) => type !== "earthquake");
    const one = [...blasts, quakes.find(({ type }) => type === "earthquake")!];
    const counts = await mine.evaluate(
      ({ earthquakesIn }, _lib, inputs) =>
        inputs.map((input) => {
          const answered: unknown = earthquakesIn(input);
          return Array.isArray(answered) ? "a list" : answered;
        }),
      [blasts, one],
    );
    expect(
      counts,
      "A list of blasts, ice quakes and landslides holds no earthquake, and the same list with an earthquake after them holds one. You count",
    ).toEqual([0, 1]);
  },
);
