import type { SubscriptionRef } from "headgate";
import { week, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./round-robin.ts"));

/** What happens at the desk, one step after the other; quakes arrive so many at once. */
type Step =
  | { ask: string; demand: number }
  | { leave: string }
  | { join: string }
  | { arrive: number };

interface Night {
  steps: Step[];
  /** Whether the feed emits what arrives at once, asked or not, instead of holding it until it is owed. */
  isHasty?: boolean;
}

/** Plays the steps. Tells who got which quake, by its number, what the feed was told, and who got more than they asked for. */
const play = ({ steps, isHasty = false }: Night) =>
  mine.evaluate(
    async ({ roundRobin }, { System, consumer, producer }, input) => {
      const system = new System({ clock: "virtual", log: false });
      const numbers = new Map(input.quakes.map(({ id }, index) => [id, index + 1]));
      const got: [number, string][] = [];
      const told: number[] = [];
      const tooMuch: string[] = [];
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
          let due = 0;
          return {
            handleSubscribe: (_role, _options, subscription) => {
              from = subscription;
              return "manual";
            },
            handleCast: (demand: number) => {
              due += demand;
              if (demand > 0) stage.ask(from!, demand);
              else stage.cancel(from!);
            },
            handleEvents: (quakes) => {
              due -= quakes.length;
              if (due < 0) tooMuch.push(name);
              for (const { id } of quakes) got.push([numbers.get(id)!, name]);
            },
          };
        });
      const to = system.start(feed, { dispatcher: roundRobin });
      const join = (name: string) => system.start(reviewer(name), { name, subscribeTo: [{ to }] });
      ["ann", "bo", "cy"].forEach(join);
      let arrived = 0;
      for (const step of input.steps) {
        if ("ask" in step) system.cast(step.ask, step.demand);
        else if ("leave" in step) system.cast(step.leave, 0);
        else if ("join" in step) join(step.join);
        else {
          system.cast(to, input.quakes.slice(arrived, arrived + step.arrive));
          arrived += step.arrive;
        }
        await system.idle();
      }
      got.sort(([one], [other]) => one - other);
      return { got: got.map(([number, name]) => `${name} ${number}`).join(", "), told, tooMuch };
    },
    { steps, isHasty, quakes: week.slice(0, 40) },
  );

const ask = (name: string, demand: number): Step => ({ ask: name, demand });
const arrive = (count: number): Step => ({ arrive: count });
const leave = (name: string): Step => ({ leave: name });
/** `dealt("ann bo")` is "ann 1, bo 2". */
const dealt = (names: string) =>
  names
    .split(" ")
    .map((name, index) => `${name} ${index + 1}`)
    .join(", ");

test("one to each in turn", { meta: { points: 2 } }, async () => {
  const singly = [arrive(1), arrive(1), arrive(1), arrive(1)];
  const steps = [ask("cy", 5), ask("ann", 4), ask("bo", 4), ...singly, arrive(5), arrive(2)];
  const { got } = await play({ steps });
  const numbers = got.split(", ").map((one) => one.split(" ")[1]);
  const fault =
    got === ""
      ? "Nobody got anything: what you deal leaves by `output.send(turn.from, [event])`, which takes a list, of one event here"
      : new Set(numbers).size < numbers.length
        ? "Some were sent twice: what `dispatch` returns comes again, so return what was not sent and nothing else"
        : "The order of the turns is that in which they subscribed, and it goes on from one emit to the next";
  expect(
    got,
    `Cy is owed 5, Ann and Bo 4 each. Four quakes arrive one by one, then five at once, then two. ${fault}. Who got which`,
  ).toBe(dealt("ann bo cy ann bo cy ann bo cy ann bo"));
});

test("who is owed nothing is passed over", { meta: { points: 2 } }, async () => {
  const { got, tooMuch } = await play({
    steps: [ask("ann", 3), ask("bo", 1), ask("cy", 3), arrive(5), ask("bo", 2), arrive(4)],
  });
  expect(tooMuch, "A turn is not an order. Who was sent more than they had asked for").toEqual([]);
  expect(
    got,
    "Ann is owed 3, Bo 1, Cy 3, and five quakes arrive. Then Bo asks for 2 and four more arrive. Nobody waits for somebody who is owed nothing: the " +
      "turn moves on. A reviewer who was passed over waits for the next round, and does not come first in it. Who got which",
  ).toBe(dealt("ann bo cy ann cy ann bo cy bo"));
});

test("nothing is lost", { meta: { points: 2 } }, async () => {
  const { got, tooMuch } = await play({
    isHasty: true,
    steps: [ask("ann", 2), ask("bo", 1), arrive(6), ask("cy", 2), ask("ann", 3), arrive(2)],
  });
  expect(tooMuch, "Who was sent more than they had asked for").toEqual([]);
  expect(
    got,
    "A feed that emits whatever comes. Ann is owed 2 and Bo 1, and six quakes arrive: three are left over, and wait in the stage's buffer if " +
      "`dispatch` returns them. Cy asks for 2, then Ann for 3, and two more arrive. Who got which",
  ).toBe(dealt("ann bo ann cy cy ann ann ann"));
});

test("leavers and newcomers", { meta: { points: 1 } }, async () => {
  const orders = [ask("ann", 3), ask("bo", 3), ask("cy", 3), arrive(1), leave("bo")];
  const { got } = await play({ steps: [...orders, { join: "dee" }, ask("dee", 2), arrive(4)] });
  expect(
    got,
    "All are owed 3. Ann gets the first quake, Bo leaves and has no more turns. Dee subscribes and asks for 2; Dee's first turn comes after " +
      "those of all who are there. Four more quakes arrive. Who got which",
  ).toBe(dealt("ann cy ann dee cy"));
});

test("what a leaver was owed is on its way", { meta: { points: 3 } }, async () => {
  const orders = [ask("ann", 3), ask("bo", 3), ask("cy", 3), arrive(1), leave("bo")];
  const after = [ask("ann", 2), ask("cy", 3), arrive(9)];
  const { got, told } = await play({ steps: [...orders, ...after] });
  const sum = told.reduce((all, demand) => all + demand, 0);
  const fault =
    sum > 11
      ? "You order again what the feed is going to make for Bo: it piles up in the buffer, and each leaver adds to it"
      : "You tell the feed less than is needed: a reviewer waits for a quake that the feed was never told to make";
  expect(
    told,
    `All ask for 3, Ann gets one quake, Bo leaves. The feed still owes Bo three. Ann asks for 2: one of Bo's is left. Cy asks for 3: two are new. ${sum === 11 ? "The feed is told what is new, once" : fault}. What the feed was told`,
  ).toEqual([3, 3, 3, 2]);
  expect(
    got,
    "An order comes on top of what is still owed. Nine more quakes arrive, and all who are there get what they asked for. Who got which",
  ).toBe(dealt("ann cy ann cy ann cy ann cy ann cy"));
});
