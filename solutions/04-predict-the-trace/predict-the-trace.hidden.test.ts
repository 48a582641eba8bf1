import { System, consumer, producer } from "headgate";
import { aftershocks } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/04-predict-the-trace/predict-the-trace.ts"));

interface Case {
  maxDemand: number;
  minDemand: number;
  messages: number[];
}

/** Sends messages of the wanted sizes to a desk, each cut down to what is on order, and tells which they were and what happened. */
async function played(maxDemand: number, minDemand: number, wanted: readonly number[]) {
  const system = new System({ clock: "virtual", trace: true });
  const feed = system.start(
    producer(() => ({ handleDemand: () => {}, handleCast: (events: number[]) => events })),
  );
  const desk = consumer<number>(() => ({ handleEvents: () => {} }));
  system.start(desk, { subscribeTo: [{ to: feed, maxDemand, minDemand }] });
  await system.idle();
  const messages: number[] = [];
  for (const count of wanted) {
    messages.push(Math.min(count, system.snapshot().subscriptions[0]!.pending));
    system.cast(feed, Array(messages.at(-1)!).fill(0));
    await system.idle();
  }
  const happened = system.trace.entries.flatMap((entry) => {
    if (entry.type === "ask") return [`asks ${entry.demand}`];
    if (entry.type !== "handle" || entry.phase === "begin") return [];
    return [`handles ${entry.events.length}`];
  });
  return { given: { maxDemand, minDemand, messages } satisfies Case, happened };
}

const compare = async (cases: readonly Awaited<ReturnType<typeof played>>[]) => {
  const traces = await mine.evaluate(
    ({ trace }, _lib, input) =>
      input.map(({ maxDemand, minDemand, messages }) => trace({ maxDemand, minDemand }, messages)),
    cases.map(({ given }) => given),
  );
  cases.forEach(({ given, happened }, index) => {
    const steps = traces[index]!.map((step) =>
      "asks" in step ? `asks ${step.asks}` : `handles ${step.handles}`,
    );
    expect(
      steps,
      `${given.maxDemand}/${given.minDemand}, messages of ${given.messages.join(", ")}. What happens at the desk`,
    ).toEqual(happened);
  });
};

/** The student's own numbers, from 0 up. */
const numbers = aftershocks({ seed: mine.seed, count: 400 }).map(
  ({ updated, sig }) => updated + sig,
);
const draw = (below: number) => numbers.pop()! % below;

test("twenty desks with limits of their own", { meta: { points: 2 } }, async () => {
  const cases = [];
  for (let desk = 0; desk < 20; desk++) {
    const maxDemand = 1 + draw(desk < 10 ? 12 : 1000);
    const minDemand = draw(maxDemand);
    const wanted = Array.from({ length: 12 }, () => 1 + draw(maxDemand));
    cases.push(await played(maxDemand, minDemand, wanted));
  }
  await compare(cases);
});

test("the two ends: the line at 0, and one below the top", { meta: { points: 1 } }, async () => {
  const cases = [await played(1, 0, [1, 1, 1])];
  for (let maxDemand = 2; maxDemand < 12; maxDemand += 3) {
    const wanted = Array.from({ length: 6 }, () => 1 + draw(maxDemand));
    cases.push(await played(maxDemand, 0, wanted), await played(maxDemand, maxDemand - 1, wanted));
  }
  await compare(cases);
});
