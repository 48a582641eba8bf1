import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/05-unequal-reviewers/unequal-reviewers.ts"));

interface Plan {
  team: number[];
  quakes: number;
}

const onDuty = (plan: Plan) =>
  mine.evaluate(async ({ orderFor }, { System, consumer, producer }, { team, quakes }) => {
    const minute = 60_000;
    const system = new System({ clock: "virtual" });
    let left = quakes;
    const archive = producer<number>((stage) => ({
      handleDemand: (demand) => {
        const count = Math.min(demand, left);
        left -= count;
        return Array<number>(count).fill(stage.now());
      },
    }));
    const to = system.start(archive);
    const desks = team.map((minutes) => {
      const desk = { reviewed: 0, longest: 0, doneAt: 0 };
      const reviewer = consumer<number>((stage) => ({
        async handleEvents(handedOutAt) {
          await stage.sleep(4 * minute);
          for (const at of handedOutAt) {
            await stage.sleep(minutes * minute);
            desk.reviewed += 1;
            desk.doneAt = stage.now() / minute;
            desk.longest = Math.max(desk.longest, desk.doneAt - at / minute);
          }
        },
      }));
      system.start(reviewer, { subscribeTo: [{ to, ...orderFor(minutes * minute) }] });
      return desk;
    });
    await system.idle();
    return desks;
  }, plan);

test("another team", { meta: { points: 2 } }, async () => {
  const team = [
    3 + (mine.seed % 5),
    7 + (mine.seed % 4),
    13 + (mine.seed % 3),
    40 + (mine.seed % 15),
  ];
  const quakes = 1500;
  const speed = team.reduce((sum, minutes) => sum + 1 / minutes, 0);
  const desks = await onDuty({ team, quakes });
  const doneAt = Math.max(...desks.map((desk) => desk.doneAt));
  desks.forEach(({ longest, reviewed }, index) => {
    const scene = `A team of ${team.join(", ")} minutes a review. The one with ${team[index]}`;
    const share = quakes / team[index]! / speed;
    expect(longest, `${scene}: the longest that a quake lay there, in minutes`).toBeLessThanOrEqual(
      60,
    );
    expect(
      Math.abs(reviewed - share),
      `${scene}: ${reviewed} reviewed, ${Math.round(share)} by speed. The difference`,
    ).toBeLessThanOrEqual(0.1 * share + 1);
  });
  expect(
    doneAt,
    `A team of ${team.join(", ")} minutes a review. Done after, in minutes`,
  ).toBeLessThanOrEqual((1.1 * quakes) / speed);
});

test(
  "one who fits into the hour exactly, and one who does not",
  { meta: { points: 1 } },
  async () => {
    const team = [56, 57 + (mine.seed % 9), 28, 19, 4];
    const desks = await onDuty({ team, quakes: 200 });
    desks.forEach(({ longest }, index) => {
      expect(
        longest,
        `A team of ${team.join(", ")} minutes a review, and four to open a batch. The longest that a quake lay with number ${index + 1}, in minutes`,
      ).toBeLessThanOrEqual(Math.max(60, team[index]! + 4));
    });
    // Two of 28 minutes fill the hour to the minute. One at a time would be an eighth too late.
    const [alone] = await onDuty({ team: [28], quakes: 60 });
    expect(
      alone?.doneAt,
      "One who needs 28 minutes, alone with 60 quakes. Done after, in minutes",
    ).toBeLessThanOrEqual(1.1 * 28 * 60);
  },
);
