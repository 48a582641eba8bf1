import { describe, expect, test, vi } from "vitest";
import type { StageRef } from "../definitions.ts";
import { collector, virtualSystem } from "../virtual-system.fixture.ts";
import { feedOf, Gate, moduleOf, until } from "./threads.fixture.ts";
import { workerChildren } from "./worker-children.ts";
import { type WorkerPoolOptions, workerPool } from "./worker-pool.ts";
import { workerStage, type WorkerStageOptions } from "./worker-stage.ts";

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("workerPool", () => {
  test("stages share its threads by turns", async () => {
    const { system } = virtualSystem();
    const pool = workerPool({ threads: 1 });
    const gate = new Gate();
    const definition = workerStage(gate.module, { export: "hold", pool, chunkSize: 1 });
    const got: unknown[][] = [];
    for (const events of [
      [0, 1, 2],
      [10, 11],
    ]) {
      const to = system.start(feedOf(events.map((n) => gate.event(n))));
      const stage = system.start(definition, { subscribeTo: [{ to }] });
      system.start(collector(got), { subscribeTo: [{ to: stage }] });
    }
    const order: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      await until(() => gate.begun.length === turn + 1);
      const next = gate.begun.find((n) => !order.includes(n)) as number;
      order.push(next);
      gate.release(next);
    }
    await system.idle();
    expect(order).toEqual([0, 1, 10, 2, 11]);
    expect(got.flat()).toEqual(order);
  });

  test.each([
    { how: "shutdown", which: 0, begun: [0, 10] },
    { how: "kill", which: 0, begun: [0, 10] },
    { how: "kill", which: 1, begun: [0, 1, 2] },
  ])("$how of stage $which of two: threads begin with $begun", async ({ how, which, begun }) => {
    const { system } = virtualSystem();
    const pool = workerPool({ threads: 1 });
    const gate = new Gate();
    const definition = workerStage(gate.module, { export: "hold", pool, chunkSize: 1 });
    const stages = [[0, 1, 2], [10]].map((events) => {
      const to = system.start(feedOf(events.map((n) => gate.event(n))));
      const stage = system.start(definition, { subscribeTo: [{ to, cancel: "temporary" }] });
      system.start(collector([]), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
      return stage;
    });
    await until(() => gate.begun.length === 1);
    await system.stop(stages[which] as StageRef, how);
    // The thread that held it is stopped; it cannot be let go any more.
    gate.release(...(which === 0 ? [1, 2, 10] : [0, 1, 2, 10]));
    await system.idle();
    expect(gate.begun).toEqual(begun);
  });

  test("the end of one stage is none of the other's, and a pool that all left serves the next", async () => {
    const { system } = virtualSystem();
    const pool = workerPool({ threads: 2 });
    const module = moduleOf(
      `export default (n) => n; export const fails = () => { throw new Error("boom"); };`,
    );
    const gate = new Gate();
    const held = system.start(workerStage(gate.module, { export: "hold", pool }), {
      subscribeTo: [{ to: system.start(feedOf([gate.event(0)])) }],
    });
    const got: unknown[][] = [];
    system.start(collector(got), { subscribeTo: [{ to: held }] });
    await until(() => gate.begun.length === 1);
    const failing = system.start(workerStage(module, { export: "fails", pool }), {
      subscribeTo: [{ to: system.start(feedOf([1, 2, 3])) }],
    });
    system.start(collector([]), { subscribeTo: [{ to: failing, cancel: "temporary" }] });
    await until(() => !failing.isAlive);
    gate.release(0);
    await system.idle();
    expect(got).toEqual([[0]]);
    expect(held.exitReason).toBe("normal");
    const next = system.start(workerStage(module, { pool }), {
      subscribeTo: [{ to: system.start(feedOf([7])) }],
    });
    system.start(collector(got), { subscribeTo: [{ to: next }] });
    await system.idle();
    expect(got).toEqual([[0], [7]]);
  });
});

describe("options", () => {
  const module = moduleOf("export default (n) => n;");
  const pool = workerPool({ threads: 1 });

  test.each<[object, string]>([
    [{ threads: 0 }, "Expected `threads` to be an integer from 1 up, got `0`"],
    [{ threads: "2" }, "Expected `threads` to be an integer from 1 up, got `2`"],
    [{ size: 2 }, "Unknown option `size`: workerPool() takes `threads`, `resourceLimits`"],
    [
      { resourceLimits: 5 },
      "Expected `resourceLimits` to be an object such as { maxOldGenerationSizeMb: 256 }, got `5`",
    ],
  ])("workerPool(%j) throws", (options, message) => {
    expect(() => workerPool(options as WorkerPoolOptions)).toThrow(message);
  });

  test.each<[unknown, unknown, string]>([
    [
      function double() {},
      {},
      'Expected workerStage() to be given the URL of a module, got `function double`: a function cannot be sent to a thread, for what it closes over would stay behind. Export it from a module of its own, and write workerStage(new URL("./work.js", import.meta.url), { export: "double" })',
    ],
    [
      "./work.js",
      {},
      'Expected workerStage() to be given the URL of a module or its absolute path, got `./work.js`: a path alone does not say relative to what; write new URL("./work.js", import.meta.url)',
    ],
    [module, { export: 5 }, "Expected `export` to be the name of an export, got `5`"],
    [module, { chunkSize: 1.5 }, "Expected `chunkSize` to be an integer from 1 up, got `1.5`"],
    [module, { ordered: 1 }, "Expected `ordered` to be true or false, got `1`"],
    [
      module,
      { timeoutMs: 0 },
      "Expected `timeoutMs` to be a number of milliseconds above 0, got `0`",
    ],
    [module, { threads: -1 }, "Expected `threads` to be an integer from 1 up, got `-1`"],
    [module, { pool: 2 }, "Expected `pool` to be made by workerPool(), got `2`"],
    [
      module,
      { pool, threads: 2 },
      "Option `threads` belongs to the pool that is shared: write workerPool({ threads: … })",
    ],
    [
      module,
      { concurrency: 2 },
      "Unknown option `concurrency`: workerStage() takes `export`, `pool`, `timeoutMs`, `threads`, `resourceLimits`, `ordered`, `chunkSize`, `transfer`",
    ],
    [module, 5, "Expected the options of workerStage() to be an object, got `5`"],
  ])("workerStage(%o, %o) throws", (where, options, message) => {
    expect(() => workerStage(where as string, options as WorkerStageOptions)).toThrow(message);
  });

  test("workerChildren refuses what a consumer supervisor and a worker stage refuse", () => {
    expect(() => workerChildren(module, { restart: "permanent" as never })).toThrow(
      /Expected `restart` of a consumer supervisor/,
    );
    expect(() => workerChildren(module, { ordered: true } as never)).toThrow(
      /^Unknown option `ordered`: workerChildren\(\) takes/,
    );
    expect(() => workerChildren(module, { threads: 0 })).toThrow(/^Expected `threads`/);
  });

  test("a module may be a URL object, its text, or an absolute path", () => {
    for (const where of [new URL("file:///work.js"), "file:///work.js", "/work.js", module]) {
      expect(workerStage(where).kind).toBe("producer-consumer");
    }
  });
});
