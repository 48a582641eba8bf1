import { System, consumer, producer } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("./predict-the-trace.ts"));

interface Case {
  maxDemand: number;
  minDemand: number;
  messages: number[];
}

/** Yours, in words: `asks 10`, `handles 5`. */
const yours = async (cases: readonly Case[]) => {
  const traces = await mine.evaluate(
    ({ trace }, _lib, input) =>
      input.map(({ maxDemand, minDemand, messages }) => trace({ maxDemand, minDemand }, messages)),
    cases,
  );
  return traces.map((steps) =>
    steps.map((step) => ("asks" in step ? `asks ${step.asks}` : `handles ${step.handles}`)),
  );
};

/** What really happens: a desk is started, and the messages are sent to it. */
async function real({ maxDemand, minDemand, messages }: Case): Promise<string[]> {
  const system = new System({ clock: "virtual", trace: true });
  const feed = system.start(
    producer(() => ({ handleDemand: () => {}, handleCast: (events: number[]) => events })),
  );
  const desk = consumer<number>(() => ({ handleEvents: () => {} }));
  system.start(desk, { subscribeTo: [{ to: feed, maxDemand, minDemand }] });
  for (const message of messages) {
    system.cast(feed, Array(message).fill(0));
    await system.idle();
  }
  return system.trace.entries.flatMap((entry) => {
    if (entry.type === "ask") return [`asks ${entry.demand}`];
    if (entry.type !== "handle" || entry.phase === "begin") return [];
    return [`handles ${entry.events.length}`];
  });
}

const handled = (steps: readonly string[]) => steps.filter((step) => step.startsWith("handles"));
const kindOf = (step: string) => step.split(" ")[0];

test("a message is cut by size", { meta: { points: 2 } }, async () => {
  const cases = [
    { maxDemand: 10, minDemand: 7, messages: [8] },
    { maxDemand: 10, minDemand: 7, messages: [2] },
    { maxDemand: 10, minDemand: 2, messages: [6] },
    { maxDemand: 10, minDemand: 9, messages: [3] },
  ];
  const seen = await yours(cases);
  for (const [index, one] of cases.entries()) {
    const { maxDemand, minDemand, messages } = one;
    expect(
      handled(seen[index]!),
      `What is sent together is cut at maxDemand - minDemand, and a piece that is smaller is handled all the same: nothing waits for ` +
        `minDemand. ${maxDemand}/${minDemand}, a message of ${messages[0]}: the calls of handleEvents`,
    ).toEqual(handled(await real(one)));
  }
});

/** Why a trace of 10/5 and a message of 7 is not what happens. */
function misplaced(steps: readonly string[]): string {
  if (steps[1]?.startsWith("asks"))
    return "You ask when the message arrives. What has arrived is still on order; the desk asks when it has handled a batch";
  if (steps[2] === "asks 5")
    return "The first ask after a batch is right. With it ten are on order again: the rest of the message is taken off ten";
  return "The message is handled in two batches, and after the first the desk is at the line: the ask comes between them";
}

test("it asks when a batch is done", { meta: { points: 2 } }, async () => {
  const once = { maxDemand: 10, minDemand: 5, messages: [7] };
  const [steps] = await yours([once]);
  expect(steps, `${misplaced(steps!)}. 10/5, a message of 7`).toEqual(await real(once));
});

test("above the line it is silent, at the line it asks", { meta: { points: 1 } }, async () => {
  const cases = [
    { maxDemand: 10, minDemand: 5, messages: [4] },
    { maxDemand: 10, minDemand: 5, messages: [4, 1] },
    { maxDemand: 3, minDemand: 0, messages: [2, 1, 1] },
  ];
  const seen = await yours(cases);
  for (const [index, one] of cases.entries()) {
    const truth = await real(one);
    const isOtherNumber =
      String(seen[index]!.map(kindOf)) === String(truth.map(kindOf)) &&
      String(handled(seen[index]!)) === String(handled(truth));
    const fault = isOtherNumber
      ? "The desk asks at the right places. It asks for all that is missing up to maxDemand, not for what it has handled last"
      : "The desk asks when minDemand or less is on order, even when it is exactly minDemand, and not before";
    expect(
      seen[index],
      `${fault}. ${one.maxDemand}/${one.minDemand}, messages of ${one.messages.join(", ")}`,
    ).toEqual(truth);
  }
});

test("an ask is for what is missing", { meta: { points: 2 } }, async () => {
  const cases = [
    { maxDemand: 10, minDemand: 5, messages: [4, 4, 4] },
    { maxDemand: 1000, minDemand: 750, messages: [100, 100, 100] },
    { maxDemand: 10, minDemand: 5, messages: [7, 3, 6] },
  ];
  const seen = await yours(cases);
  for (const [index, one] of cases.entries()) {
    const { maxDemand, minDemand, messages } = one;
    const truth = await real(one);
    const why =
      String(handled(seen[index]!)) === String(handled(truth))
        ? "Small messages carry a desk below the line before it looks; then an ask for maxDemand - minDemand would not fill it up to maxDemand"
        : "A message is cut at maxDemand - minDemand and nowhere else: not where the line is crossed";
    expect(
      seen[index],
      `${why}. ${maxDemand}/${minDemand}, messages of ${messages.join(", ")}`,
    ).toEqual(truth);
  }
});
