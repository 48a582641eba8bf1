import type { SubscriptionRef } from "headgate";
import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/05-round-robin/round-robin.ts"));

type Step = { who: string; ask: number } | { who: string; joins: boolean } | { arrive: number };

interface Night {
  steps: Step[];
  isHasty: boolean;
  quakes: readonly Quake[];
}

/** Plays the steps; each comes to rest before the next. Tells who got which quake, and what the feed was told. */
const play = (night: Night) =>
  mine.evaluate(async ({ roundRobin }, { System, consumer, producer }, input) => {
    const system = new System({ clock: "virtual", log: false });
    const numbers = new Map(input.quakes.map(({ id }, index) => [id, index]));
    const got: string[] = [];
    const told: number[] = [];
    const feed = producer<Quake>(() => {
      const waiting: Quake[] = [];
      let owed = 0;
      const handOut = (demand: number, arrived: Quake[]): Quake[] => {
        owed += demand;
        waiting.push(...arrived);
        const quakes = waiting.splice(0, input.isHasty ? waiting.length : owed);
        owed -= quakes.length;
        return quakes;
      };
      return {
        handleDemand: (demand) => {
          told.push(demand);
          return handOut(demand, []);
        },
        handleCast: (arrived: Quake[]) => handOut(0, arrived),
      };
    });
    const reviewer = (name: string) =>
      consumer<Quake>((stage) => {
        let from: SubscriptionRef | undefined;
        return {
          handleSubscribe: (_role, _options, subscription) => {
            from = subscription;
            return "manual";
          },
          handleCast: (demand: number) =>
            demand > 0 ? stage.ask(from!, demand) : stage.cancel(from!),
          handleEvents: (quakes) => {
            for (const { id } of quakes) got[numbers.get(id)!] = name;
          },
        };
      });
    const to = system.start(feed, { dispatcher: roundRobin });
    let arrived = 0;
    for (const step of input.steps) {
      if ("arrive" in step) {
        system.cast(to, input.quakes.slice(arrived, arrived + step.arrive));
        arrived += step.arrive;
      } else if ("ask" in step) system.cast(step.who, step.ask);
      else if (step.joins)
        system.start(reviewer(step.who), { name: step.who, subscribeTo: [{ to }] });
      else system.cast(step.who, 0);
      await system.idle();
    }
    return { got, told };
  }, night);

/** The same on paper: a row of people, a tray of quakes, and what the feed has been told. */
function onPaper({ steps, isHasty }: Night): { got: string[]; told: number[] } {
  const [row, tray, shelf]: [string[], number[], number[]] = [[], [], []];
  const owed = new Map<string, number>();
  const [got, told]: [string[], number[]] = [[], []];
  let [debt, feedOwes, arrived] = [0, 0, 0];
  const deal = () => {
    const before = tray.length;
    while (tray.length > 0 && row.some((name) => owed.get(name)! > 0)) {
      const name = row.shift()!;
      row.push(name);
      if (owed.get(name) === 0) continue;
      owed.set(name, owed.get(name)! - 1);
      got[tray.shift()!] = name;
    }
    return before - tray.length;
  };
  const emit = (count: number) => {
    const dealtBefore = tray.length;
    tray.push(...shelf.splice(0, count));
    const emitted = tray.length - dealtBefore;
    deal();
    debt = Math.max(0, debt - tray.length + Math.min(dealtBefore, tray.length));
    feedOwes -= emitted;
  };
  for (const step of steps) {
    if ("arrive" in step) {
      for (let i = 0; i < step.arrive; i += 1) shelf.push(arrived++);
      emit(isHasty ? shelf.length : Math.min(feedOwes, shelf.length));
    } else if ("joins" in step) {
      if (step.joins) {
        row.push(step.who);
        owed.set(step.who, 0);
      } else {
        row.splice(row.indexOf(step.who), 1);
        debt += owed.get(step.who)!;
      }
    } else {
      owed.set(step.who, owed.get(step.who)! + step.ask);
      const charged = Math.min(debt, step.ask);
      debt -= charged;
      const dealt = deal();
      const anew = tray.length > 0 ? 0 : step.ask - charged - dealt;
      if (dealt > step.ask - charged) debt += dealt - (step.ask - charged);
      if (anew <= 0) continue;
      told.push(anew);
      feedOwes += anew;
      emit(isHasty ? shelf.length : Math.min(feedOwes, shelf.length));
    }
  }
  return { got, told };
}

/** Asks, arrivals, leavers and newcomers, drawn from aftershocks of the student's own. */
function nightOf(isHasty: boolean, seed: number): Night {
  const present = ["r1", "r2", "r3"];
  const steps: Step[] = present.map((who) => ({ who, joins: true }));
  let [count, total] = [3, 0];
  for (const { sig, updated, depth } of aftershocks({ seed, count: 240 })) {
    const who = present[updated % present.length]!;
    const kind = Math.round(depth * 100) % 12;
    if (kind === 0 && present.length > 1) {
      present.splice(present.indexOf(who), 1);
      steps.push({ who, joins: false });
    } else if (kind === 1 && present.length < 5) {
      count += 1;
      present.push(`r${count}`);
      steps.push({ who: `r${count}`, joins: true });
    } else if (kind < 7) steps.push({ who, ask: 1 + (sig % 5) });
    else {
      const arrive = 1 + (sig % (isHasty ? 8 : 4));
      steps.push({ arrive });
      total += arrive;
    }
  }
  return { steps, isHasty, quakes: aftershocks({ seed, count: total }) };
}

test.each([
  ["a feed that holds what it owes", false],
  ["a feed that emits whatever comes", true],
] as const)(
  "a long night, newcomers and leavers: %s",
  { meta: { points: 1 } },
  async (_what, isHasty) => {
    // Some nights have no quake left over when somebody asks after a leaver: several, so that every student meets one.
    for (let night = 0; night < 6; night += 1) {
      const plan = nightOf(isHasty, mine.seed + night);
      const { got, told } = await play(plan);
      const truth = onPaper(plan);
      truth.got.forEach((name, index) => {
        expect(
          got[index],
          `${plan.steps.length} steps. Who gets quake ${index + 1} of ${truth.got.length}`,
        ).toBe(name);
      });
      expect(got.length, "Quakes handed out in all").toBe(truth.got.length);
      expect(told, "What the feed was told, each time").toEqual(truth.told);
    }
  },
);

test(
  "reviewers who ask by themselves, and one who goes home",
  { meta: { points: 2 } },
  async () => {
    const quakes = aftershocks({ seed: mine.seed, count: 300 });
    const maxDemand = 2 + (mine.seed % 9);
    const { reviewed, told, hasEnded } = await mine.evaluate(
      async ({ roundRobin }, { System, consumer, producer }, input) => {
        const system = new System({ clock: "virtual", log: false });
        let [next, told] = [0, 0];
        const archive = producer<Quake>((stage) => ({
          handleDemand: (demand) => {
            told += demand;
            stage.sendAfter(5, demand); // the archive is far away
          },
          handleInfo: (demand: number) => {
            const quakes = input.quakes.slice(next, next + demand);
            next += quakes.length;
            if (next === input.quakes.length) stage.complete();
            return quakes;
          },
        }));
        const reviewed: string[] = [];
        const reviewer = (isShort: boolean) =>
          consumer<Quake>((stage) => {
            let left = 20;
            return {
              handleEvents: async (batch, from) => {
                for (const { id } of batch) {
                  await stage.sleep(10);
                  reviewed.push(id);
                  left -= 1;
                }
                if (isShort && left <= 0) stage.cancel(from);
              },
            };
          });
        const to = system.start(archive, { name: "archive", dispatcher: roundRobin });
        const subscribeTo = [{ to, maxDemand: input.maxDemand, minDemand: 0 }];
        system.start(reviewer(true), { subscribeTo });
        system.start(reviewer(false), { subscribeTo });
        system.start(reviewer(false), { subscribeTo });
        await system.advance(60_000);
        return { reviewed, told, hasEnded: !system.isAlive(to) };
      },
      { quakes, maxDemand },
    );
    const scene = `300 quakes, three reviewers with maxDemand ${maxDemand}, of whom one stops after the twentieth`;
    expect(new Set(reviewed).size, `${scene}. Quakes that were reviewed twice`).toBe(
      reviewed.length,
    );
    expect(reviewed.length, `${scene}. Reviewed in all`).toBe(quakes.length);
    expect(hasEnded, `${scene}. Whether the archive has ended after the last quake`).toBe(true);
    expect(
      told,
      `${scene}. More was asked of the archive than the reviewers who stayed could have ordered`,
    ).toBeLessThanOrEqual(quakes.length + 2 * maxDemand);
  },
);
