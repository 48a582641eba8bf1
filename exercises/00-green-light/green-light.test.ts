import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./green-light.ts"));

/** What is wrong with a count of the week, as far as the number tells. */
const faultOf = (count: unknown): string => {
  if (count === "a list")
    return "You return the list itself, and were asked how many are in it: every list has a `length`";
  if (count === undefined)
    return "You return nothing: what a function has worked out, it hands back with `return`";
  if (typeof count === "string") return "You return text, and were asked for a number";
  if (count === 1707)
    return "You count all that the feed carries, and 28 of these events are not earthquakes. Each says what it is in its field `type`";
  if (count === 28) return "You count those that are not earthquakes, which are all the others";
  if (count === 1694)
    return "You leave out the quarry blasts and count the explosions, which are not earthquakes either";
  if (count === 1692)
    return "You leave out the explosions and count the quarry blasts, which are not earthquakes either";
  if (count === 0)
    return 'You count none: compare the `type` with `"earthquake"`, spelled as the feed spells it, and return what the comparison says';
  return 'How many events of the week have the `type` `"earthquake"`';
};

test("counts the earthquakes of the week", { meta: { points: 1 } }, async () => {
  const count = await mine.evaluate(({ earthquakesIn }, { week }) => {
    const answered: unknown = earthquakesIn(week);
    // A list of the week would be too long to come back.
    return Array.isArray(answered) ? "a list" : answered;
  });
  expect(count, `${faultOf(count)}. Given the week, you return`).toBe(1679);
});

test("counts the list that it is given", { meta: { points: 1 } }, async () => {
  const counts = await mine.evaluate(({ earthquakesIn }, { week }) => {
    const start = week[0]!.time;
    const firstDay = week.filter((quake) => quake.time - start < 86_400_000);
    return [firstDay, []].map((quakes) => {
      const answered: unknown = earthquakesIn(quakes);
      return Array.isArray(answered) ? "a list" : answered;
    });
  });
  const fault =
    (counts[0] === counts[1] && counts[0] !== 0) || counts[0] === 1679
      ? "What you return does not depend on what you are given: count in `quakes`, the list between the brackets of the function"
      : "Of the 211 events of the first day 204 are earthquakes, and in an empty list there is none";
  expect(counts, `${fault}. Given the first day, then an empty list, you return`).toEqual([204, 0]);
});
