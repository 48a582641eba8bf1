import { deliveredWithinAsked, everyQuakeInOrder, firstBroken } from "../common-invariants.ts";
import type { FigureSpec, Panel, Values } from "../figure.ts";
import { batchesOf, doneAt, onOrderOf, peak, subscriptionOf } from "../readings.ts";
import { numberOf } from "../values.ts";
import { run } from "./run.ts";

/** What the desk subscribes with: `run.ts` keeps the least below the most. */
function limitsOf(values: Values): { max: number; min: number; batch: number } {
  const max = numberOf(values, "maxDemand");
  const min = Math.min(numberOf(values, "minDemand"), max - 1);
  return { max, min, batch: max - min };
}

const asksOf = (panels: readonly Panel[]): readonly number[] =>
  panels.flatMap(({ trace }) => subscriptionOf(trace, "desk").asks);
const sizesOf = (panels: readonly Panel[]): number[] =>
  panels.flatMap(({ trace }) => batchesOf(trace, "desk").map(({ length }) => length));

export const maxAndMinDemand: FigureSpec = {
  slug: "max-and-min-demand",
  number: 3,
  chapters: [4],
  title: "The saw of maxDemand and minDemand",
  lead:
    "A feed sends what it is asked for in messages of some size, one every millisecond, and a desk handles it. What the desk has " +
    "on order falls as it works, and jumps back when it asks.",
  question: {
    text:
      "The desk subscribes with `{ maxDemand: 10, minDemand: 5 }` and asks for 10. The first message brings 7. When does it ask " +
      "again?",
    options: [
      {
        text: "when the 7 have arrived, for 7",
        why: "An event that has arrived is not done. The desk asks once it has handled a batch.",
      },
      {
        text: "when 5 of the 7 are handled, for 5",
        why: "The 7 are cut into batches of at most 10 - 5. Behind the first of them 5 of its 10 are left, which is `minDemand`: it asks back up to 10.",
      },
      {
        text: "when all 10 are handled, for 10",
        why: "Then it would stand idle until the next message. `minDemand` is there so that it asks while it still has work.",
      },
      {
        text: "when fewer than 5 have arrived, so that it gets 5 at least",
        why: "`minDemand` promises nothing about what is delivered. It is the level at which the desk asks again.",
      },
    ],
    answer: ([panel]) => {
      const points = panel === undefined ? [] : onOrderOf(panel.trace, "desk");
      const second = points.findIndex(
        ({ value }, place) => place > 0 && value > points[place - 1]!.value,
      );
      const handled = 10 - (points[second - 1]?.value ?? 10);
      return [0, 5, 10].indexOf(handled);
    },
  },
  parameters: [
    {
      kind: "range",
      name: "maxDemand",
      label: "maxDemand",
      min: 1,
      max: 1000,
      step: 1,
      initial: 10,
      unit: "events",
    },
    {
      kind: "range",
      name: "minDemand",
      label: "minDemand",
      min: 0,
      max: 999,
      step: 1,
      initial: 5,
      unit: "events",
    },
    {
      kind: "range",
      name: "together",
      label: "Quakes in a message",
      min: 1,
      max: 1000,
      step: 1,
      initial: 7,
      unit: "events",
    },
    {
      kind: "range",
      name: "deskMs",
      label: "Desk, time for each",
      min: 0,
      max: 10,
      step: 1,
      initial: 1,
      unit: "ms",
    },
    {
      kind: "range",
      name: "count",
      label: "Quakes",
      min: 1,
      max: 1700,
      step: 1,
      initial: 40,
      unit: "events",
    },
  ],
  view: "depth",
  run,
  metrics: (panels) => [
    { label: "Asks", value: asksOf(panels).length, unit: "" },
    { label: "Calls of handleEvents", value: sizesOf(panels).length, unit: "" },
    { label: "Largest batch", value: Math.max(...sizesOf(panels)), unit: "events" },
    { label: "Smallest batch", value: Math.min(...sizesOf(panels)), unit: "events" },
    ...panels.map(({ trace }) => ({ label: "Done at", value: doneAt(trace, "desk"), unit: "ms" })),
  ],
  surprise: (panels, values) => {
    const { max, min, batch } = limitsOf(values);
    const again = asksOf(panels).slice(1);
    const [least, most] = [Math.min(...again), Math.max(...again)];
    const asked =
      again.length === 0
        ? `It asked once, for ${max}, and never came down to ${min}.`
        : `It asked for ${max}, and then ${again.length === 1 ? "once" : `${again.length} times`} for ${least === most ? least : `${least} to ${most}`}, each time behind a batch.`;
    const smallest = Math.min(...sizesOf(panels));
    const got =
      smallest < min
        ? `\`minDemand\` is ${min}, and the smallest batch had ${smallest}: it says when to ask, not what comes.`
        : `No batch had more than ${batch}, which is ${max} - ${min}.`;
    return `${asked} ${got}`;
  },
  invariants: [
    deliveredWithinAsked,
    {
      says: "asked and not handled ≤ maxDemand",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const most = peak(onOrderOf(trace, "desk"));
          return most > limitsOf(values).max ? `the desk had ${most} on order` : undefined;
        }),
    },
    {
      says: "asked and not handled > minDemand, or it asks at once",
      broken: (panels, values) =>
        firstBroken(panels, ({ trace }) => {
          const points = onOrderOf(trace, "desk");
          const quiet = points.find(({ at, value }, place) => {
            const next = points[place + 1];
            return value <= limitsOf(values).min && !(next?.at === at && next.value > value);
          });
          return quiet && `at ${quiet.at} ms the desk had ${quiet.value} on order and did not ask`;
        }),
    },
    {
      says: "maxDemand - minDemand ≤ each further ask < twice that",
      broken: (panels, values) => {
        const { batch } = limitsOf(values);
        const wrong = asksOf(panels)
          .slice(1)
          .find((ask) => ask < batch || ask >= 2 * batch);
        return wrong === undefined ? undefined : `The desk asked for ${wrong}.`;
      },
    },
    {
      says: "batch ≤ maxDemand - minDemand",
      broken: (panels, values) => {
        const largest = Math.max(...sizesOf(panels));
        return largest > limitsOf(values).batch ? `A batch had ${largest} quakes.` : undefined;
      },
    },
    everyQuakeInOrder,
  ],
};
