import { describe, expect, test } from "vitest";
import {
  type ChildRef,
  consumerSupervisor,
  type ConsumerSupervisorSettings,
  countChildren,
  type StartChild,
  startChild,
  terminateChild,
  whichChildren,
} from "./consumer-supervisor.ts";
import { consumer, type StageRef } from "./definitions.ts";
import { heard, promised, supervising } from "./supervised.fixture.ts";
import { asksOf, collector, virtualSystem } from "./virtual-system.fixture.ts";

describe("consumerSupervisor, settings (C-2)", () => {
  test.each<[unknown, ConsumerSupervisorSettings, string]>([
    [
      "work",
      {},
      "Expected consumerSupervisor() to be given a function that starts a child for an event, got `work`",
    ],
    [
      () => {},
      { restart: "permanent" as never },
      'Expected `restart` of a consumer supervisor to be "temporary" or "transient", got `permanent`: a child that has done its event would be run again for ever',
    ],
    [
      () => {},
      { restart: "never" as never },
      'Expected `restart` of a consumer supervisor to be "temporary" or "transient", got `never`',
    ],
    [() => {}, { maxRestarts: -1 }, "Expected `maxRestarts` to be an integer from 0 up, got `-1`"],
    [
      () => {},
      { maxDemand: 5 } as never,
      "Unknown option `maxDemand`: consumerSupervisor() takes `restart`, `maxRestarts`, `maxSeconds`",
    ],
    [() => {}, { maxSeconds: 0 }, "Expected `maxSeconds` to be an integer from 1 up, got `0`"],
  ])("%o, %j throw", (start, settings, message) => {
    expect(() => consumerSupervisor(start as never, settings)).toThrow(message);
  });
});

describe("consumerSupervisor, children by hand (C-6)", () => {
  test("startChild is not tied to any demand; the children are listed and counted", async () => {
    const { system } = virtualSystem();
    const children = promised();
    const supervisor = system.start(consumerSupervisor<string>(children.start), { name: "s" });
    const child = await startChild(supervisor, "extra");
    expect(child).toMatchObject({ event: "extra", stage: undefined, isRestarting: false });
    await expect(whichChildren(supervisor)).resolves.toEqual([child]);
    await expect(countChildren(supervisor)).resolves.toEqual({
      specs: 1,
      active: 1,
      supervisors: 0,
      workers: 1,
    });
    children.end("extra");
    await heard();
    await expect(countChildren(supervisor)).resolves.toMatchObject({ active: 0, workers: 0 });
  });

  test("terminateChild aborts its signal, frees its demand, and does not know it afterwards", async () => {
    const { system } = virtualSystem();
    const reasons: string[] = [];
    const start: StartChild<unknown> = (_event, { signal }) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reasons.push((signal.reason as Error).message);
          reject(signal.reason as Error);
        });
      });
    const { supervisor } = supervising(system, start, { maxDemand: 2, minDemand: 0 });
    await heard();
    const [first] = await whichChildren(supervisor);
    await expect(terminateChild(supervisor, first as ChildRef)).resolves.toBe(true);
    await expect(terminateChild(supervisor, first as ChildRef)).resolves.toBe(false);
    await heard();
    expect(reasons).toEqual(["The child ends: shutdown"]);
    expect((await whichChildren(supervisor)).map(({ event }) => event)).toEqual([1, 2]);
  });

  test("asking one that is no consumer supervisor, or has ended, is refused", async () => {
    const { system } = virtualSystem();
    const end = system.start(consumer(() => ({ handleEvents: () => {} })));
    expect(() => countChildren(end)).toThrow(
      new TypeError(
        "Expected a stage that was started from consumerSupervisor(), got `an instance of Stage`",
      ),
    );
    const supervisor = system.start(
      consumerSupervisor(() => {}),
      { name: "s" },
    );
    await system.stop(supervisor);
    await expect(countChildren(supervisor)).rejects.toMatchObject({
      code: "noproc",
      message: 'No stage "s" is running',
    });
  });
});

describe("consumerSupervisor, its end and its producer's (C-8, C-9)", () => {
  test("when a temporary producer goes, its children go on and free nothing", async () => {
    const { system } = virtualSystem();
    const children = promised();
    const { feed, supervisor } = supervising(system, children.start, {
      maxDemand: 2,
      minDemand: 0,
      cancel: "temporary",
    });
    await heard();
    await system.stop(feed);
    await heard();
    expect(children.running).toEqual([0, 1]);
    children.end(0);
    await heard();
    expect(asksOf(system)).toEqual([["supervisor", 2]]);
    expect(supervisor.isAlive).toBe(true);
  });

  test("when a permanent one goes, it ends too and takes its children with it", async () => {
    const { system } = virtualSystem();
    const aborted: unknown[] = [];
    const start: StartChild<unknown> = (event, { signal }) =>
      new Promise<void>(() => signal.addEventListener("abort", () => aborted.push(event)));
    const { feed, supervisor } = supervising(system, start, { maxDemand: 2 });
    await heard();
    await system.stop(feed);
    await system.idle();
    expect(supervisor.exitReason).toBe("normal");
    expect(aborted).toEqual([0, 1]);
  });

  test("when it is stopped, its stages are stopped in turn, with terminate", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const start: StartChild<unknown> = (event) =>
      system.start(
        collector([], () => ({ terminate: (reason) => void log.push([event, reason]) })),
      );
    const { supervisor } = supervising(system, start, { maxDemand: 2 });
    await system.idle();
    await system.stop(supervisor, "shutdown");
    await system.idle();
    expect(log).toEqual([
      [0, "shutdown"],
      [1, "shutdown"],
    ]);
  });

  test("when it is killed, its stages are too (C-10), and no child is started again", async () => {
    const { system } = virtualSystem();
    const stages: StageRef[] = [];
    let runs = 0;
    const start: StartChild<unknown> = async (_event, child) => {
      runs++;
      await child.sleep(10);
      throw new Error("boom");
    };
    const one = supervising(system, start, { maxDemand: 2 }, { restart: "transient" });
    await system.advance(5);
    await system.stop(one.supervisor, "kill");
    await system.stop(one.feed);
    await system.advance(100);
    expect(runs).toBe(2);
    const stage: StartChild<unknown> = () => {
      const started = system.start(collector([]));
      stages.push(started);
      return started;
    };
    const two = supervising(system, stage, { maxDemand: 2 });
    await system.idle();
    await system.stop(two.supervisor, "kill");
    await system.idle();
    expect(stages.map(({ exitReason }) => exitReason)).toEqual(["killed", "killed"]);
  });

  test("messages it does not know are told, and end nobody (C-9)", async () => {
    const { system, sentences } = virtualSystem();
    const supervisor = system.start(
      consumerSupervisor(() => {}),
      { name: "s" },
    );
    for (const message of [undefined, "hello", { type: "other" }]) system.send(supervisor, message);
    await system.idle();
    expect(supervisor.isAlive).toBe(true);
    expect(sentences).toEqual([
      'Stage "s" was sent a message and has no `handleInfo`: `undefined`',
      'Stage "s" was sent a message and has no `handleInfo`: `hello`',
      'Stage "s" was sent a message and has no `handleInfo`: `{ type }`',
    ]);
  });
});
