import { describe, expect, test, vi } from "vitest";
import { consumer } from "../definitions.ts";
import { partitionDispatcher } from "../dispatchers/partition-dispatcher.ts";
import type { System } from "../system.ts";
import { collector, hand, manual, virtualSystem } from "../virtual-system.fixture.ts";
import { feedOf, Gate, type Held, moduleOf, turns, until } from "./threads.fixture.ts";
import { workerStage, type WorkerStageOptions } from "./worker-stage.ts";

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const module = moduleOf(`
  export default (n) => n * 2;
  export const failsAt3 = (n) => {
    if (n !== 3) return n * 2;
    throw Object.assign(new RangeError("three", { cause: new TypeError("why") }), { code: "E3" });
  };
  export const first = ({ pixels }) => ({ pixels, size: pixels.length });`);

/** A feed of held events, the stage and a collector. */
function holding(
  count: number,
  options: WorkerStageOptions,
  demand: object = {},
): { gate: Gate; system: System; batches: number[][]; demands: number[] } {
  const { system } = virtualSystem();
  const gate = new Gate();
  const demands: number[] = [];
  const batches: number[][] = [];
  const feed = system.start(feedOf(gate.events(count), demands));
  const stage = system.start(
    workerStage<(event: Held) => number>(gate.module, { export: "hold", ...options }),
    { name: "held", subscribeTo: [{ to: feed, ...demand }] },
  );
  system.start(collector(batches), { subscribeTo: [{ to: stage }] });
  return { gate, system, batches, demands };
}

describe("workerStage, order", () => {
  test("results go out in the order of their events, whichever is done first", async () => {
    const { gate, system, batches } = holding(3, { threads: 3 });
    await until(() => gate.begun.length === 3);
    gate.release(2, 1);
    await turns();
    expect(batches).toEqual([]);
    gate.release(0);
    await system.idle();
    expect(batches.flat()).toEqual([0, 1, 2]);
  });

  test("ordered: false sends each as it is done", async () => {
    const { gate, system, batches } = holding(3, { threads: 3, ordered: false });
    await until(() => gate.begun.length === 3);
    gate.release(2);
    await until(() => batches.flat().length === 1);
    expect(batches.flat()).toEqual([2]);
    gate.release(0, 1);
    await system.idle();
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  });

  test("a thread is given chunkSize events at once; the result of each goes out when it is done", async () => {
    const { gate, system, batches } = holding(12, { threads: 2, chunkSize: 3 });
    await until(() => gate.begun.length === 2);
    expect(gate.begun).toEqual([0, 3]);
    gate.release(0);
    await until(() => gate.begun.length === 3 && batches.length > 0);
    expect([gate.begun, batches]).toEqual([[0, 1, 3], [[0]]]);
    const all = Array.from({ length: 12 }, (_, n) => n);
    gate.release(...all);
    await system.idle();
    expect(batches.flat()).toEqual(all);
  });
});

describe("workerStage, demand", () => {
  test("no more are in it than maxDemand, no more at work than threads", async () => {
    const { gate, demands } = holding(20, { threads: 3 }, { maxDemand: 5 });
    await until(() => gate.begun.length === 3);
    await turns();
    expect(gate.begun).toEqual([0, 1, 2]);
    expect(demands).toEqual([5]);
    gate.release(...Array.from({ length: 20 }, (_, n) => n));
  });

  test("it asks again behind what it emitted, by minDemand (S-10), and batches overlap", async () => {
    const { gate, system, demands, batches } = holding(8, { threads: 4 }, { maxDemand: 4 });
    await until(() => gate.begun.length === 4);
    gate.release(0);
    await until(() => batches.flat().length === 1);
    expect(demands).toEqual([4]);
    gate.release(1);
    await until(() => gate.begun.length === 6);
    expect(demands).toEqual([4, 2]);
    gate.release(2, 3, 4, 5, 6, 7);
    await system.idle();
    expect(batches.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("it takes no message while the demand from below is spoken for (P-2)", async () => {
    const { system } = virtualSystem();
    const gate = new Gate();
    const source = hand();
    const got: unknown[] = [];
    const stage = system.start(workerStage(gate.module, { export: "hold", threads: 4 }), {
      subscribeTo: [{ to: system.start(source.definition) }],
    });
    const end = system.start(manual(got), { subscribeTo: [{ to: stage }] });
    await system.idle();
    for (let n = 0; n < 4; n++) source.emit(gate.event(n));
    await system.idle();
    expect(gate.begun).toEqual([]);
    system.cast(end, 2);
    await until(() => gate.begun.length === 2);
    await turns();
    expect(gate.begun).toEqual([0, 1]);
    gate.release(0, 1);
    await system.idle();
    expect(got).toEqual([0, 1]);
    system.cast(end, 1);
    await until(() => gate.begun.length === 3);
    gate.release(2, 3);
    await system.idle();
    expect(got).toEqual([0, 1, 2]);
  });

  test("demand that comes while events are at work is demand for others", async () => {
    const { system } = virtualSystem();
    const gate = new Gate();
    const source = hand();
    const got: unknown[] = [];
    const stage = system.start(workerStage(gate.module, { export: "hold", threads: 2 }), {
      subscribeTo: [{ to: system.start(source.definition) }],
    });
    const end = system.start(manual(got), { subscribeTo: [{ to: stage }] });
    system.cast(end, 1);
    await turns();
    source.emit(gate.event(0));
    await until(() => gate.begun.length === 1);
    system.cast(end, 1);
    await turns();
    gate.release(0);
    await system.idle();
    source.emit(gate.event(1));
    await until(() => gate.begun.length === 2);
    gate.release(1);
    await system.idle();
    expect(got).toEqual([0, 1]);
  });

  test("a message is handled whole, what is too much waits in the buffer (P-5)", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const got: unknown[] = [];
    const stage = system.start(workerStage(module, { threads: 2 }), {
      subscribeTo: [{ to: system.start(source.definition) }],
    });
    const end = system.start(manual(got), { subscribeTo: [{ to: stage }] });
    await system.idle();
    source.emit(1, 2, 3);
    system.cast(end, 1);
    await system.idle();
    expect(got).toEqual([2]);
    expect(system.inspect(stage).bufferedCount).toBe(2);
    system.cast(end, 5);
    await system.idle();
    expect(got).toEqual([2, 4, 6]);
  });
});

describe("workerStage, time and ends", () => {
  test("the system is not idle while a thread works, and virtual time stands", async () => {
    const { gate, system } = holding(1, { threads: 1 });
    const states: string[] = [];
    void system.idle().then(() => states.push(`idle at ${system.now()}`));
    const sleeper = consumer<number>((stage) => ({ handleEvents: () => stage.sleep(1000) }));
    system.start(sleeper, { subscribeTo: [{ to: system.start(feedOf([1])) }] });
    await until(() => gate.begun.length === 1);
    await turns();
    expect([states, system.now()]).toEqual([[], 0]);
    gate.release(0);
    await until(() => states.length === 1);
    expect(states).toEqual(["idle at 1000"]);
  });

  test.each([
    { maxDemand: 1, minDemand: 0 },
    { maxDemand: 10, minDemand: 5 },
    { maxDemand: 1000, minDemand: 500 },
  ])("at $maxDemand/$minDemand, nothing is lost when the producer ends", async (demand) => {
    const { system } = virtualSystem();
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    const got: number[] = [];
    const stage = system.start(workerStage<(n: number) => number>(module, { threads: 2 }), {
      name: "doubled",
      subscribeTo: [{ to: system.start(feedOf(numbers)), ...demand }],
    });
    const slow = consumer<number>((self) => ({
      handleEvents: async (events) => {
        await self.sleep(10);
        got.push(...events);
      },
    }));
    system.start(slow, { subscribeTo: [{ to: stage, ...demand }] });
    await system.idle();
    expect(got).toEqual(numbers.map((n) => n * 2));
    expect(stage.exitReason).toBe("normal");
    expect(system.trace.entries.filter(({ type }) => type === "discarded")).toEqual([]);
  });

  test.each([
    ["stopped", (system: System) => system.stop("held", "shutdown"), "shutdown"],
    ["killed", (system: System) => system.stop("held", "kill"), "killed"],
  ])("%s, it lets go of its threads, and tells what they had", async (_how, end, reason) => {
    const { gate, system } = holding(5, { threads: 2 }, { maxDemand: 4, cancel: "temporary" });
    await until(() => gate.begun.length === 2);
    const exit = system.whereis("held");
    await end(system);
    await system.idle();
    expect(exit?.exitReason).toBe(reason);
    const told = system.trace.entries.filter((entry) => "stage" in entry && entry.stage === "held");
    expect(told.slice(-2)).toMatchObject([
      { type: "exit", stage: "held" },
      { type: "discarded", stage: "held", count: 4 },
    ]);
  });

  test("a producer that fails takes it along, behind the results of what came before", async () => {
    const { system, sentences } = virtualSystem();
    const gate = new Gate();
    const source = hand();
    const got: unknown[][] = [];
    const feed = system.start(source.definition, { name: "feed" });
    const stage = system.start(workerStage(gate.module, { export: "hold", threads: 1 }), {
      name: "held",
      subscribeTo: [{ to: feed }],
    });
    system.start(collector(got), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
    await turns();
    source.emit(gate.event(0), gate.event(1));
    await until(() => gate.begun.length === 1);
    await system.stop(feed, "broken");
    await turns();
    gate.release(0, 1);
    await system.idle();
    expect(got.flat()).toEqual([0, 1]);
    expect(stage.exitReason).toBe("broken");
    expect(sentences).toEqual([
      'Stage "held" ends too, for its subscription to "feed" is permanent: broken',
    ]);
  });

  test("one producer ends, what another had sent is handled first", async () => {
    const { system } = virtualSystem();
    const gate = new Gate();
    const [one, two] = [hand(), hand()];
    const got: unknown[] = [];
    const feed = system.start(one.definition);
    const stage = system.start(workerStage(gate.module, { export: "hold", threads: 1 }), {
      subscribeTo: [{ to: feed }, { to: system.start(two.definition) }],
    });
    const end = system.start(manual(got), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
    system.cast(end, 1);
    await turns();
    one.emit(gate.event(0));
    await until(() => gate.begun.length === 1);
    two.emit(gate.event(1));
    await system.stop(feed);
    gate.release(0);
    await until(() => got.length === 1);
    system.cast(end, 2);
    await until(() => gate.begun.length === 2);
    await turns();
    gate.release(1);
    await system.idle();
    expect([got, stage.exitReason]).toEqual([[0, 1], "normal"]);
  });

  test("killed when nobody else is left, it keeps no system from being idle", async () => {
    const { gate, system } = holding(1, { threads: 1 }, { cancel: "temporary" });
    await until(() => gate.begun.length === 1);
    await system.stop("consumer-1", "kill");
    await turns();
    let isIdle = false;
    void system.idle().then(() => (isIdle = true));
    await turns();
    expect(isIdle).toBe(false);
    await system.stop("held", "kill");
    await until(() => isIdle);
  });
});

describe("workerStage, what the function throws", () => {
  test.each([{ chunkSize: 1 }, { chunkSize: 2 }, { chunkSize: 9 }])(
    "ends the stage behind the results of the events before, chunkSize $chunkSize",
    async ({ chunkSize }) => {
      const { system, sentences } = virtualSystem();
      const batches: number[][] = [];
      const stage = system.start(
        workerStage<(n: number) => number>(module, { export: "failsAt3", threads: 2, chunkSize }),
        { name: "doubled", subscribeTo: [{ to: system.start(feedOf([0, 1, 2, 3, 4, 5])) }] },
      );
      system.start(collector(batches), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
      await system.idle();
      expect(batches.flat()).toEqual([0, 2, 4]);
      const error = stage.exitReason as RangeError & { code: string };
      expect(error).toBeInstanceOf(RangeError);
      expect(error).toMatchObject({ message: "three", code: "E3", cause: new TypeError("why") });
      expect(error.stack?.split("\n")).toEqual([
        "RangeError: three",
        "    at failsAt3 (data:…:5:25)",
      ]);
      expect(sentences).toEqual([
        `Stage "doubled" crashed in \`handleEvents\`: RangeError: three\n    at failsAt3 (data:…:5:25)`,
      ]);
      expect(system.trace.entries.filter(({ type }) => type === "discarded")).toMatchObject([
        { count: 3, why: "the stage ended while its threads had them" },
      ]);
    },
  );

  test("a hash that throws on a result ends the stage too", async () => {
    const { system } = virtualSystem();
    const hash = (): never => {
      throw new Error("no partition");
    };
    const stage = system.start(workerStage<(n: number) => number>(module, { threads: 1 }), {
      dispatcher: partitionDispatcher({ partitions: 1, hash }),
      subscribeTo: [{ to: system.start(feedOf([1, 2])) }],
    });
    system.start(collector<number>([]), {
      subscribeTo: [{ to: stage, partition: 0, cancel: "temporary" }],
    });
    await system.idle();
    expect(stage.exitReason).toEqual(new Error("no partition"));
  });
});

describe("workerStage, transfer", () => {
  test.each([
    { transfer: true, left: 0 },
    { transfer: false, left: 8 },
  ])("$transfer: the sender is left with $left bytes", async ({ transfer, left }) => {
    const { system } = virtualSystem();
    const pixels = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    const batches: { pixels: Uint8Array; size: number }[][] = [];
    const stage = system.start(
      workerStage<(image: { pixels: Uint8Array }) => { pixels: Uint8Array; size: number }>(module, {
        export: "first",
        threads: 1,
        transfer,
      }),
      { subscribeTo: [{ to: system.start(feedOf([{ pixels }])) }] },
    );
    system.start(collector(batches), { subscribeTo: [{ to: stage }] });
    await system.idle();
    expect(pixels.byteLength).toBe(left);
    expect(batches).toEqual([[{ pixels: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), size: 8 }]]);
  });
});
