import { describe, expect, test, vi } from "vitest";
import {
  type ChildRef,
  countChildren,
  startChild,
  terminateChild,
  whichChildren,
} from "../consumer-supervisor.ts";
import type { ConsumerRef } from "../definitions.ts";
import type { System } from "../system.ts";
import { asksOf, virtualSystem } from "../virtual-system.fixture.ts";
import { feedOf, Gate, type Held, moduleOf, turns, until } from "./threads.fixture.ts";
import { workerChildren, type WorkerChildrenOptions } from "./worker-children.ts";

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** A feed of held events, and a supervisor whose children hold them. */
function holding(
  count: number,
  options: WorkerChildrenOptions,
  demand: object,
): { gate: Gate; system: System; supervisor: ConsumerRef<Held>; sentences: string[] } {
  const { system, sentences } = virtualSystem();
  const gate = new Gate();
  const supervisor = system.start(
    workerChildren<(event: Held) => number>(gate.module, { export: "hold", ...options }),
    {
      name: "s",
      subscribeTo: [
        { to: system.start(feedOf(gate.events(count))), cancel: "temporary", ...demand },
      ],
    },
  );
  return { gate, system, supervisor, sentences };
}

describe("workerChildren", () => {
  test("maxDemand is the most children, threads how many of them run", async () => {
    const { gate, system, supervisor } = holding(9, { threads: 2 }, { maxDemand: 4, minDemand: 0 });
    await until(() => gate.begun.length === 2);
    await turns();
    expect(gate.begun).toEqual([0, 1]);
    await expect(countChildren(supervisor)).resolves.toMatchObject({ active: 4 });
    gate.release(1);
    await until(() => gate.begun.length === 3);
    expect(asksOf(system)).toEqual([
      ["s", 4],
      ["s", 1],
    ]);
    gate.release(0, 2, 3, 4, 5, 6, 7, 8);
    await system.idle();
    await expect(countChildren(supervisor)).resolves.toMatchObject({ active: 0 });
  });

  test("a child that is terminated has its thread stopped, and frees its demand", async () => {
    const { gate, system, supervisor } = holding(4, { threads: 1 }, { maxDemand: 2, minDemand: 0 });
    await until(() => gate.begun.length === 1);
    const [first, second] = (await whichChildren(supervisor)) as [ChildRef, ChildRef];
    // One waits for the thread, the other holds it.
    await expect(terminateChild(supervisor, second)).resolves.toBe(true);
    await expect(terminateChild(supervisor, first)).resolves.toBe(true);
    await until(() => gate.begun.length === 2);
    expect(gate.begun).toEqual([0, 2]);
    gate.release(2, 3);
    await system.idle();
    expect(gate.begun).toEqual([0, 2, 3]);
  });

  test.each(["shutdown", "kill"])(
    "%s ends the children that run and those that wait",
    async (how) => {
      const { gate, system, supervisor, sentences } = holding(4, { threads: 1 }, { maxDemand: 3 });
      await until(() => gate.begun.length === 1);
      await system.stop(supervisor, how);
      await system.idle();
      await turns();
      expect(gate.begun).toEqual([0]);
      expect(sentences).toEqual([]);
    },
  );

  test("startChild runs one too", async () => {
    const { gate, system, supervisor } = holding(0, { threads: 1 }, {});
    await startChild(supervisor, gate.event(7));
    await until(() => gate.begun.length === 1);
    gate.release(7);
    await system.idle();
    await expect(countChildren(supervisor)).resolves.toMatchObject({ active: 0 });
  });
});

describe("workerChildren, failures", () => {
  const module = moduleOf(`
    export const fails = (n) => { if (n === 2) throw new RangeError("two"); return () => n; };
    export const quits = (n) => { if (n === 2) process.exit(5); };
    export const once = ({ cells }) => { if (Atomics.add(cells, 0, 1) === 0) throw new Error("the first time"); };
  `);

  test.each([
    ["fails", /^Stage "s": its child for `2` failed: RangeError: two$/],
    ["quits", /^Stage "s": its child for `2` failed: WorkerError: .* ended with exit code 5/],
  ])("temporary, %s: it is told, and the others go on", async (name, sentence) => {
    const { system, sentences } = virtualSystem();
    const supervisor = system.start(workerChildren(module, { export: name, threads: 2 }), {
      name: "s",
      subscribeTo: [{ to: system.start(feedOf([1, 2, 3])), cancel: "temporary", maxDemand: 1 }],
    });
    await system.idle();
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(sentence);
    expect(supervisor.isAlive).toBe(true);
    expect(asksOf(system)).toHaveLength(3);
  });

  test("transient: the function is called again with the same event", async () => {
    const { system, sentences } = virtualSystem();
    const cells = new Int32Array(new SharedArrayBuffer(4));
    const supervisor = system.start(
      workerChildren(module, { export: "once", threads: 1, restart: "transient" }),
      { name: "s", subscribeTo: [{ to: system.start(feedOf([{ cells }])), cancel: "temporary" }] },
    );
    await system.idle();
    expect(cells[0]).toBe(2);
    expect(sentences).toEqual([
      'Stage "s": its child for `{ cells }` failed: Error: the first time',
    ]);
    await expect(countChildren(supervisor)).resolves.toMatchObject({ active: 0 });
  });
});
