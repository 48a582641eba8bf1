import { week } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./unequal-reviewers.ts"));

interface Plan {
  /** What each reviewer needs for one quake, in minutes. */
  team: number[];
  quakes: number;
}

/** The team reviews so many quakes from the archive, in virtual time; all times are in minutes. */
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
      const { maxDemand, minDemand } = orderFor(minutes * minute);
      const desk = { maxDemand, reviewed: 0, longest: 0, batches: 0, doneAt: 0 };
      const reviewer = consumer<number>((stage) => ({
        async handleEvents(handedOutAt) {
          desk.batches += 1;
          await stage.sleep(4 * minute);
          for (const at of handedOutAt) {
            await stage.sleep(minutes * minute);
            desk.reviewed += 1;
            desk.doneAt = stage.now() / minute;
            desk.longest = Math.max(desk.longest, desk.doneAt - at / minute);
          }
        },
      }));
      system.start(reviewer, { subscribeTo: [{ to, maxDemand, minDemand }] });
      return desk;
    });
    await system.idle();
    return { desks, left };
  }, plan);

const plan = { team: [5, 10, 40], quakes: week.length };
const speed = plan.team.reduce((sum, minutes) => sum + 1 / minutes, 0);
const names = ["Ann", "Bo", "Cy"];

test("nobody hoards", { meta: { points: 2 } }, async () => {
  const { desks } = await onDuty(plan);
  desks.forEach(({ maxDemand, longest, reviewed }, index) => {
    const work = maxDemand * plan.team[index]!;
    let fault =
      "The dispatcher counts quakes, not minutes: the same number is more work for a slower reviewer";
    if (work <= 60) fault = `The ${maxDemand} that were ordered fit into the hour without it`;
    if (4 + work <= 60)
      fault = `Opened once, the ${maxDemand} that were ordered fit into an hour. With this minDemand they come in several batches, and each is opened`;
    expect(
      longest,
      `${names[index]} needs ${plan.team[index]} minutes for one, and a quake lay there for ${longest} minutes from the moment it was handed out until it was ` +
        `reviewed; the opening counts. ${reviewed} were reviewed there. ${fault}. Minutes`,
    ).toBeLessThanOrEqual(60);
  });
});

test("in time", { meta: { points: 2 } }, async () => {
  const { desks } = await onDuty(plan);
  const done = Math.round(Math.max(...desks.map(({ doneAt }) => doneAt)));
  const { batches, reviewed } = desks[0]!;
  expect(
    done,
    `If opening took no time, the week would take ${Math.round(plan.quakes / speed)} minutes. Each batch costs four more, and Ann opened ` +
      `${batches} batches for ${reviewed} quakes: ${(reviewed / batches).toFixed(1)} in a batch. Larger batches cost fewer openings, and a ` +
      "slow reviewer with many quakes makes everybody wait at the end. Done after, in minutes",
  ).toBeLessThanOrEqual(Math.round((1.1 * plan.quakes) / speed));
});

test("shared by speed", { meta: { points: 2 } }, async () => {
  const { desks } = await onDuty(plan);
  desks.forEach(({ reviewed }, index) => {
    const share = Math.round(plan.quakes / plan.team[index]! / speed);
    const scene = `${names[index]} needs ${plan.team[index]} minutes for one. By speed that is ${share} of the week, give or take a tenth`;
    const fault =
      reviewed > share
        ? "What is ordered at the start is taken, whoever could have done it sooner"
        : "Somebody else had ordered what this reviewer had time for";
    expect(reviewed, `${scene}. ${fault}. Reviewed`).toBeGreaterThanOrEqual(
      Math.floor(0.9 * share),
    );
    expect(reviewed, `${scene}. ${fault}. Reviewed`).toBeLessThanOrEqual(Math.ceil(1.1 * share));
  });
});

test("a review that takes longer than an hour", { meta: { points: 1 } }, async () => {
  const { desks, left } = await onDuty({ team: [90, 10], quakes: 60 });
  expect(
    desks[0]!.longest,
    "One reviewer needs 90 minutes for a quake, which does not fit into the hour: then one quake at a time, which is done after 94 minutes. " +
      "The longest that a quake lay there, in minutes",
  ).toBe(94);
  expect(left, "Quakes that were left in the archive").toBe(0);
});
