import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { consumer, producer } from "../definitions.ts";
import { System } from "../system.ts";
import { counter, hand, manual } from "../virtual-system.fixture.ts";
import { type Sample, Sampler } from "./sampler.ts";

describe("Sampler", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function pipeline() {
    const sentences: string[] = [];
    const system = new System({ log: (sentence) => sentences.push(sentence) });
    const feed = system.start(counter(), { name: "feed" });
    const end = system.start(manual([]), { name: "end", subscribeTo: [{ to: feed }] });
    const deliver = async (count: number): Promise<void> => {
      system.cast(end, count);
      await system.idle();
    };
    await deliver(5);
    return { system, end, deliver, sentences };
  }

  test("calls back every 100 ms with a snapshot and events a second since the last", async () => {
    const { system, deliver } = await pipeline();
    const samples: Sample[] = [];
    const sampler = new Sampler(system, (sample) => samples.push(sample));
    await deliver(30);
    vi.advanceTimersByTime(99);
    expect(samples).toEqual([]);
    vi.advanceTimersByTime(1);
    await deliver(2);
    vi.advanceTimersByTime(100);
    expect(samples.map(({ snapshot }) => snapshot.subscriptions[0]?.delivered)).toEqual([35, 37]);
    const rates = samples.map((sample) => sample.rates);
    expect(rates.map(({ subscriptions }) => subscriptions)).toEqual([
      [{ subscription: 1, delivered: 300 }],
      [{ subscription: 1, delivered: 20 }],
    ]);
    expect(rates[0]?.stages).toEqual([
      { name: "feed", handled: 0, sent: 300, discarded: 0 },
      { name: "end", handled: 300, sent: 0, discarded: 0 },
    ]);
    sampler.stop();
  });

  test("stops, also out of its own call, and keeps no timer", async () => {
    const { system } = await pipeline();
    let count = 0;
    const sampler = new Sampler(
      system,
      () => {
        if (++count === 2) sampler.stop();
      },
      { everyMs: 10 },
    );
    vi.advanceTimersByTime(1000);
    expect([count, vi.getTimerCount()]).toEqual([2, 0]);
    const other = new Sampler(system, () => void count++);
    other.stop();
    other.stop();
    expect([count, vi.getTimerCount()]).toEqual([2, 0]);
  });

  test("keeps no program alive: each timer is let go", async () => {
    const { system } = await pipeline();
    const { scheduler } = system.loop;
    const set = vi.spyOn(scheduler, "setTimer");
    const letGo = vi.spyOn(scheduler, "letGo");
    const sampler = new Sampler(system, () => {});
    vi.advanceTimersByTime(250);
    sampler.stop();
    expect(letGo.mock.calls.map(([timer]) => timer)).toEqual(
      set.mock.results.map(({ value }) => value as unknown),
    );
    expect(letGo).toHaveBeenCalledTimes(3);
  });

  test("keeps the latest samples", async () => {
    const { system } = await pipeline();
    const sampler = new Sampler(system, () => {}, { everyMs: 10, keep: 3 });
    const times = (): number[] => sampler.history.map(({ snapshot }) => Math.round(snapshot.at));
    expect(times()).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(times()).toEqual([10, 20]);
    vi.advanceTimersByTime(30);
    sampler.stop();
    expect(times()).toEqual([30, 40, 50]);
    const none = new Sampler(system, () => {}, { everyMs: 10, keep: 0 });
    vi.advanceTimersByTime(20);
    none.stop();
    expect(none.history).toEqual([]);
  });

  test("goes on where a listener throws, and the log is told", async () => {
    const { system, sentences } = await pipeline();
    const sampler = new Sampler(system, () => {
      throw new Error("no paper");
    });
    vi.advanceTimersByTime(200);
    sampler.stop();
    const sentence = expect.stringContaining("A listener to samples threw: ") as string;
    expect(sentences).toEqual([sentence, sentence]);
    expect(sentences[0]).toContain("no paper");
  });

  test("counts a stage of the same name that was started anew from 0", async () => {
    const { system, end } = await pipeline();
    const samples: Sample[] = [];
    const sampler = new Sampler(system, (sample) => samples.push(sample), { everyMs: 1000 });
    await system.stop(end);
    const again = system.start(manual([]), { name: "end", subscribeTo: [{ to: "feed" } as never] });
    system.cast(again, 3);
    await system.idle();
    vi.advanceTimersByTime(1000);
    sampler.stop();
    expect(samples[0]?.rates.stages[1]?.handled).toBe(3);
    expect(samples[0]?.rates.subscriptions).toEqual([{ subscription: 2, delivered: 3 }]);
  });

  test("counts what is discarded", async () => {
    const system = new System({ log: false });
    const { definition, emit } = hand();
    system.start(definition, { bufferSize: 1 });
    const samples: Sample[] = [];
    const sampler = new Sampler(system, (sample) => samples.push(sample), { everyMs: 500 });
    emit(1, 2, 3);
    vi.advanceTimersByTime(500);
    sampler.stop();
    expect(samples[0]?.rates.stages[0]?.discarded).toBe(4);
  });

  test.each<[object, RegExp]>([
    [{ everyMs: 0 }, /Expected `everyMs` to be a finite number of milliseconds from 1 up, got `0`/],
    [{ everyMs: Infinity }, /from 1 up, got `Infinity`/],
    [{ keep: -1 }, /Expected `keep` to be an integer from 0 up, got `-1`/],
    [{ every: 5 }, /Unknown option `every`: a sampler takes `everyMs`, `keep`/],
  ])("refuses %o", (options, sentence) => {
    expect(() => new Sampler(new System(), () => {}, options)).toThrow(sentence);
  });

  test("refuses a system on a virtual clock", () => {
    const system = new System({ clock: "virtual" });
    expect(() => new Sampler(system, () => {})).toThrow(/Expected a system on the real clock/);
  });
});

describe("while stages have no pause", () => {
  test("samples come all the same", async () => {
    const system = new System();
    let isEnough = false;
    const flatOut = producer<number>((stage) => ({
      handleDemand: (demand) => {
        if (isEnough) stage.complete();
        return Array.from({ length: demand }, (_, i) => i);
      },
    }));
    const feed = system.start(flatOut);
    system.start(
      consumer<number>(() => ({ handleEvents: () => {} })),
      { subscribeTo: [{ to: feed }] },
    );
    const delivered: number[] = [];
    const take = ({ snapshot }: Sample): void => {
      delivered.push(snapshot.subscriptions[0]?.delivered ?? 0);
      isEnough = delivered.length === 3;
    };
    const sampler = new Sampler(system, take, { everyMs: 5 });
    // Without samples this would never be idle.
    await system.idle();
    sampler.stop();
    expect(new Set(delivered).size).toBe(delivered.length);
  });
});
