import { describe, expect, test, vi } from "vitest";
import type { StageRef } from "../definitions.ts";
import { collector, virtualSystem } from "../virtual-system.fixture.ts";
import { feedOf, moduleOf } from "./threads.fixture.ts";
import { WorkerError } from "./worker-error.ts";
import { workerStage, type WorkerStageOptions } from "./worker-stage.ts";

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const module = moduleOf(`
  export const quits = () => process.exit(3);
  export const grows = () => { const all = []; for (;;) all.push(new Array(1e5).fill(1.5)); };
  export const loops = () => { for (;;); };
  export const answers = (event) => ({ event, again: () => event });
  export const forgets = () => {
    Promise.reject(new RangeError("nobody looks"));
    return new Promise((resolve) => setTimeout(resolve, 60_000));
  };
  export const quitsAt2 = (event) => event === 2 ? quits() : event;
  export const loopsAt2 = (event) => event === 2 ? loops() : event;
  export const answersAt2 = (event) => event === 2 ? answers(event) : event;
  export const same = (event) => event;
  export const throwsText = () => { throw "just text"; };
  export const throwsNothing = () => { throw undefined; };
  export const throwsOwn = () => { throw new (class MyError extends Error { name = "MyError"; retry = () => 1; })("mine"); };
`);

/** Runs one event through a stage of that export; answers the stage when it has ended. */
async function failed(
  name: string,
  options: WorkerStageOptions = {},
  event: unknown = 1,
): Promise<{ stage: StageRef; discarded: unknown[]; batches: unknown[][] }> {
  const { system } = virtualSystem();
  const batches: unknown[][] = [];
  const stage = system.start(workerStage(module, { export: name, threads: 1, ...options }), {
    subscribeTo: [{ to: system.start(feedOf([event])), cancel: "temporary" }],
  });
  system.start(collector(batches), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
  await system.idle();
  const discarded = system.trace.entries.filter(({ type }) => type === "discarded");
  return { stage, discarded, batches };
}

const small = { maxOldGenerationSizeMb: 20 };

describe("workerStage, what ends it that the function did not throw", () => {
  test.each<[string, WorkerStageOptions, unknown, object, RegExp]>([
    ["quits", {}, 1, { code: "exit", exitCode: 3 }, /ended with exit code 3: .*process\.exit/],
    ["grows", { resourceLimits: small }, 1, { code: "memory" }, /ran out of memory: `resourceL/],
    ["loops", { timeoutMs: 20 }, 1, { code: "timeout" }, /did not end within 20 ms; its thread/],
    ["answers", {}, 1, { code: "unsendable" }, /^A result cannot be sent from .*could not be cl/],
    ["same", {}, () => 1, { code: "unsendable" }, /^An event cannot be sent to .*could not be/],
    [
      "forgets",
      {},
      1,
      { code: "uncaught", cause: { name: "RangeError", message: "nobody looks" } },
      /ended by an error that nobody caught: RangeError: nobody looks$/,
    ],
    [
      "nowhere",
      {},
      1,
      { code: "module" },
      /^There is no `nowhere` of data:.*: TypeError: it exports answers, /,
    ],
  ])("%s, %j", async (name, options, event, fields, message) => {
    const { stage, discarded, batches } = await failed(name, options, event);
    expect(stage.exitReason).toBeInstanceOf(WorkerError);
    expect(stage.exitReason).toMatchObject({ ...fields, name: "WorkerError" });
    expect((stage.exitReason as Error).message).toMatch(message);
    expect(discarded).toMatchObject([{ count: 1 }]);
    expect(batches).toEqual([]);
  });

  test.each<[string, WorkerStageOptions]>([
    ["quitsAt2", {}],
    ["loopsAt2", { timeoutMs: 20 }],
    ["answersAt2", {}],
  ])("%s: the results before are out, though one thread had all of them", async (name, options) => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const chunk = { threads: 1, chunkSize: 9 };
    const stage = system.start(workerStage(module, { export: name, ...chunk, ...options }), {
      subscribeTo: [{ to: system.start(feedOf([0, 1, 2, 3, 4, 5, 6, 7])), cancel: "temporary" }],
    });
    system.start(collector(batches), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
    await system.idle();
    expect(batches.flat()).toEqual([0, 1]);
    expect(stage.exitReason).toBeInstanceOf(WorkerError);
    const discarded = system.trace.entries.filter(({ type }) => type === "discarded");
    expect(discarded).toMatchObject([{ count: 6 }]);
  });

  test("an event that cannot be sent: those before it are done", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const events = [0, 1, () => 2, 3, 4, 5, 6, 7];
    const stage = system.start(workerStage(module, { export: "same", threads: 1 }), {
      subscribeTo: [{ to: system.start(feedOf<unknown>(events)), cancel: "temporary" }],
    });
    system.start(collector(batches), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
    await system.idle();
    expect(batches.flat()).toEqual([0, 1]);
    expect(stage.exitReason).toMatchObject({ code: "unsendable" });
    const discarded = system.trace.entries.filter(({ type }) => type === "discarded");
    expect(discarded).toMatchObject([{ count: 6 }]);
  });

  test("a module that is not there", async () => {
    const { system } = virtualSystem();
    const stage = system.start(workerStage("/nowhere/work.js", { threads: 1 }), {
      subscribeTo: [{ to: system.start(feedOf([1])), cancel: "temporary" }],
    });
    system.start(collector([]), { subscribeTo: [{ to: stage, cancel: "temporary" }] });
    await system.idle();
    expect(stage.exitReason).toMatchObject({
      code: "module",
      cause: { code: "ERR_MODULE_NOT_FOUND" },
    });
  });

  test("no thread can start", async () => {
    const resourceLimits = { maxOldGenerationSizeMb: 1, maxYoungGenerationSizeMb: 1 };
    const { stage } = await failed("same", { resourceLimits });
    expect(stage.exitReason).toBeInstanceOf(WorkerError);
  });
});

describe("workerStage, what the function throws stays what it is", () => {
  test.each<[string, unknown]>([
    ["throwsText", "just text"],
    ["throwsNothing", new Error("a callback threw undefined")],
    ["throwsOwn", { name: "MyError", message: "mine", retry: "() => 1" }],
  ])("%s", async (name, reason) => {
    const { stage } = await failed(name);
    if (typeof reason === "object") expect(stage.exitReason).toMatchObject(reason as object);
    else expect(stage.exitReason).toBe(reason);
    expect(stage.exitReason).not.toBeInstanceOf(WorkerError);
  });
});
