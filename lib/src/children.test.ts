import { describe, expect, test } from "vitest";
import {
  type ChildContext,
  consumerSupervisor,
  countChildren,
  startChild,
  type StartChild,
  whichChildren,
} from "./consumer-supervisor.ts";
import { ignore, type StageRef } from "./definitions.ts";
import { heard, promised, supervising } from "./supervised.fixture.ts";
import { asksOf, collector, hand, virtualSystem } from "./virtual-system.fixture.ts";

describe("consumerSupervisor, refill (C-1, C-3)", () => {
  test.each([
    { minDemand: 0, maxDemand: 10, ends: 3, asks: [10, 1, 1, 1], running: 10 },
    { minDemand: 5, maxDemand: 10, ends: 4, asks: [10], running: 6 },
    { minDemand: 5, maxDemand: 10, ends: 5, asks: [10, 5], running: 10 },
    { minDemand: 5, maxDemand: 10, ends: 11, asks: [10, 5, 5], running: 9 },
    { minDemand: 9, maxDemand: 10, ends: 8, asks: [10], running: 2 },
    { minDemand: 9, maxDemand: 10, ends: 9, asks: [10, 9], running: 10 },
    { minDemand: 2, maxDemand: 3, ends: 2, asks: [3, 2], running: 3 },
  ])("at $maxDemand/$minDemand, when $ends have ended: asks $asks, $running run", async (row) => {
    const { system } = virtualSystem();
    const children = promised();
    supervising(system, children.start, row);
    await heard();
    for (let event = 0; event < row.ends; event++) {
      children.end(event);
      await heard();
      expect(children.running.length).toBeLessThanOrEqual(row.maxDemand);
    }
    expect(asksOf(system).map(([, demand]) => demand)).toEqual(row.asks);
    expect(children.running).toHaveLength(row.running);
  });

  test("each subscription is counted on its own (C-7)", async () => {
    const { system } = virtualSystem();
    const children = promised();
    const feeds = ["x", "y"].map((name) => ({ name, ...hand() }));
    const subscribeTo = feeds.map(({ definition, name }) => ({
      to: system.start(definition, { name }),
      maxDemand: 2,
      minDemand: 1,
    }));
    system.start(consumerSupervisor<unknown>(children.start), { subscribeTo });
    await heard();
    for (const { emit, name } of feeds) emit(`${name}1`, `${name}2`);
    await heard();
    children.end("x1");
    await heard();
    expect(feeds.map(({ demands }) => demands)).toEqual([[2, 1], [2]]);
  });

  test("children that sleep run side by side in virtual time", async () => {
    const { system } = virtualSystem();
    const ended: string[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const sleepers = consumerSupervisor<number>(async (ms, child) => {
      await child.sleep(ms);
      ended.push(`${ms}@${child.now()}`);
    });
    system.start(sleepers, { subscribeTo: [{ to: feed as never, maxDemand: 3 }] });
    await system.idle();
    source.emit(30, 10, 20);
    await system.idle();
    expect(ended).toEqual(["10@10", "20@20", "30@30"]);
  });
});

describe("consumerSupervisor, how a child ends (C-4)", () => {
  test("temporary: a failure is told and frees its demand", async () => {
    const { system, sentences } = virtualSystem();
    const children = promised();
    const { supervisor } = supervising(system, children.start, { maxDemand: 2, minDemand: 0 });
    await heard();
    children.end(0, new Error("boom"));
    await heard();
    expect(children.starts).toEqual([0, 1, 2]);
    expect(sentences).toEqual(['Stage "supervisor": its child for `0` failed: Error: boom']);
    expect(supervisor.isAlive).toBe(true);
  });

  test("transient: a failure starts it again with the same event, and frees no demand", async () => {
    const { system } = virtualSystem();
    const runs: unknown[] = [];
    const children = promised();
    const start = (event: unknown, child: ChildContext): ReturnType<StartChild<unknown>> => {
      runs.push([event, child.restarts]);
      return children.start(event, child);
    };
    supervising(system, start, { maxDemand: 1, minDemand: 0 }, { restart: "transient" });
    await heard();
    children.end(0, new Error("boom"));
    await heard();
    expect(runs).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(asksOf(system)).toHaveLength(1);
    children.end(0);
    await heard();
    expect(runs.at(-1)).toEqual([1, 0]);
    expect(asksOf(system)).toHaveLength(2);
  });

  test.each<[string, StartChild<number>]>([
    ["returns nothing", () => {}],
    ["returns ignore", () => ignore],
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
  ])("a start that %s has ended at once and frees its demand", async (what, start) => {
    const { system, sentences } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const started: unknown[] = [];
    const supervisor = system.start(
      consumerSupervisor<unknown>((event, child) => {
        started.push(event);
        return start(event as number, child);
      }),
      { name: "s", subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }] },
    );
    await system.idle();
    source.emit("a", "b");
    await system.idle();
    expect(started).toEqual(["a", "b"]);
    expect(source.demands).toEqual([2, 2]);
    await expect(countChildren(supervisor)).resolves.toMatchObject({ workers: 0 });
    const told = ["a", "b"].map(
      (event) => `Stage "s": its child for \`${event}\` did not start: Error: no`,
    );
    expect(sentences).toEqual(what === "throws" ? told : []);
  });

  test.each<[unknown, string]>([
    [42, "42"],
    [null, "null"],
    [{ stage: 1 }, "{ stage }"],
  ])("a start that returns %j has failed, which is told", async (returned, shown) => {
    const { system, sentences } = virtualSystem();
    const supervisor = system.start(
      consumerSupervisor(() => returned as undefined),
      { name: "s" },
    );
    await startChild(supervisor, "a");
    await expect(countChildren(supervisor)).resolves.toMatchObject({ workers: 0 });
    expect(sentences).toEqual([
      `Stage "s": its child for \`a\` did not start: TypeError: Expected it to be a promise, a stage that was started, \`ignore\` or nothing, got \`${shown}\``,
    ]);
  });

  test("a child may be a stage: it has ended when the stage has", async () => {
    const { system } = virtualSystem();
    const stages: StageRef[] = [];
    const start: StartChild<unknown> = () => {
      const stage = system.start(collector([]));
      stages.push(stage);
      return stage;
    };
    const { supervisor } = supervising(system, start, { maxDemand: 2, minDemand: 0 });
    await system.idle();
    await expect(whichChildren(supervisor)).resolves.toMatchObject([
      { event: 0, stage: stages[0], isRestarting: false },
      { event: 1, stage: stages[1], isRestarting: false },
    ]);
    await system.stop(stages[0] as StageRef, "shutdown");
    await system.idle();
    expect(stages).toHaveLength(3);
  });
});

describe("consumerSupervisor, killed", () => {
  test("tells its promises by their signals, and waits for none of them", async () => {
    const { system } = virtualSystem();
    const aborted: unknown[] = [];
    const { supervisor } = supervising(
      system,
      async (event, child) => {
        child.signal.addEventListener("abort", () => aborted.push(event));
        await new Promise(() => {});
      },
      { maxDemand: 2, minDemand: 0 },
    );
    await heard();
    await system.stop(supervisor, "kill");
    await system.idle();
    expect(aborted).toEqual([0, 1]);
    expect(supervisor.exitReason).toBe("killed");
  });
});

describe("consumerSupervisor, intensity (C-5)", () => {
  test("more than maxRestarts restarts within maxSeconds end it with shutdown, and tell why", async () => {
    const { system, sentences } = virtualSystem();
    let runs = 0;
    const fails: StartChild<unknown> = async (_event, child) => {
      runs++;
      await child.sleep(1000);
      throw new Error("boom");
    };
    const { supervisor } = supervising(system, fails, { maxDemand: 1 }, { restart: "transient" });
    await system.idle();
    expect(runs).toBe(4);
    expect(supervisor.exitReason).toBe("shutdown");
    expect(sentences.at(-1)).toBe(
      'Stage "supervisor" ends: its children were restarted more often than 3 times in 5 seconds',
    );
  });

  test("slower failures go on, and temporary ones never count", async () => {
    const { system } = virtualSystem();
    let runs = 0;
    const fails: StartChild<unknown> = async (_event, child) => {
      await child.sleep(2000);
      runs++;
      throw new Error("boom");
    };
    const one = supervising(system, fails, { maxDemand: 1 }, { restart: "transient" });
    await system.advance(40_000);
    expect(one.supervisor.isAlive).toBe(true);
    await system.stop(one.supervisor);
    const many = virtualSystem();
    const { supervisor } = supervising(
      many.system,
      fails,
      { maxDemand: 5, minDemand: 0 },
      { maxRestarts: 0 },
    );
    runs = 0;
    await many.system.advance(20_000);
    expect(runs).toBe(50);
    expect(supervisor.isAlive).toBe(true);
  });

  test("a restart that does not start is tried again, each try counts", async () => {
    const { system } = virtualSystem();
    let runs = 0;
    const { supervisor } = supervising(
      system,
      (_event, child) => {
        runs++;
        if (runs > 1) throw new Error("cannot");
        return child.sleep(10).then(() => Promise.reject(new Error("boom")));
      },
      { maxDemand: 1 },
      { restart: "transient" },
    );
    await system.idle();
    expect(runs).toBe(4);
    expect(supervisor.exitReason).toBe("shutdown");
  });
});
