import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/04-why-one-by-one/why-one-by-one.ts"));

interface Shift {
  quakes: readonly Quake[];
  perCall: number;
  /** The alarm stops at its quake of this number. */
  lastAlarm: number;
}

const play = (given: Shift) =>
  mine.evaluate(async ({ startDesk }, { System, consumer, fromIterable, producer }, input) => {
    const system = new System({ clock: "virtual" });
    const heard: { at: number; id: string }[] = [];
    const calls: string[][] = [];
    let read = 0;
    const live = producer<Quake>((stage) => ({
      handleDemand: async (demand) => {
        const events: Quake[] = [];
        while (events.length < demand) {
          await stage.sleep(1000);
          events.push(input.quakes[read++ % input.quakes.length]!);
        }
        return events;
      },
    }));
    const alarm = consumer<Quake>((stage) => ({
      handleEvents: (events) => {
        for (const { id } of events) heard.push({ at: stage.now() / 1000, id });
        if (heard.length >= input.lastAlarm) stage.stop();
      },
    }));
    const lookUp = consumer<Quake>((stage) => ({
      handleEvents: (events) => {
        calls.push(events.map(({ id }) => id));
        return stage.sleep(500);
      },
    }));
    const feeds = {
      live: system.start(live),
      archive: system.start(fromIterable(input.quakes)),
    };
    startDesk(system, { ...feeds, alarm, lookUp }, input.perCall);
    await system.advance(600_000);
    return { heard, calls, read };
  }, given);

test("calls of another size", { meta: { points: 2 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 120 + (mine.seed % 60) });
  const ids = quakes.map(({ id }) => id);
  for (const perCall of [1, 2, 3 + (mine.seed % 7), 15 + (mine.seed % 20)]) {
    const { calls } = await play({ quakes, perCall, lastAlarm: 10 });
    const full = Array.from({ length: Math.ceil(ids.length / perCall) }, (_, index) =>
      ids.slice(index * perCall, (index + 1) * perCall),
    );
    expect(
      calls.map((call) => call.length),
      `${ids.length} quakes and ${perCall} in a call. How many each call got`,
    ).toEqual(full.map((call) => call.length));
    expect(calls, "Which quakes each call got").toEqual(full);
  }
});

test(
  "the alarm has nothing on order that it does not wait for",
  { meta: { points: 1 } },
  async () => {
    const quakes = aftershocks({ seed: mine.seed, count: 100 });
    const lastAlarm = 4 + (mine.seed % 30);
    const { heard, read } = await play({ quakes, perCall: 10, lastAlarm });
    expect(
      heard,
      `The alarm stops at quake ${lastAlarm}. Which it heard, and in which second`,
    ).toEqual(quakes.slice(0, lastAlarm).map(({ id }, index) => ({ at: index + 1, id })));
    expect(
      read,
      "The alarm has stopped; what the station read for it beyond that is lost. How many were read",
    ).toBe(lastAlarm);
  },
);
