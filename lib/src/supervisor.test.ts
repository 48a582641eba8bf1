import { describe, expect, test } from "vitest";
import type { StageContext, StageRef } from "./definitions.ts";
import {
  childOf,
  type ChildSpec,
  supervise,
  type SupervisorOptions,
  type SupervisorRef,
} from "./supervisor.ts";
import type { System } from "./system.ts";
import { actor, virtualSystem } from "./virtual-system.fixture.ts";

/** Children "a", "b" and "c" that write down when they start and end; a message "crash" makes one fail. */
function three(system: System, log: string[], more: Partial<ChildSpec> = {}): ChildSpec[] {
  return ["a", "b", "c"].map((id) => ({
    id,
    start: () => {
      log.push(`+${id}`);
      const child = actor(() => ({
        handleInfo: () => {
          throw new Error("boom");
        },
        terminate: () => void log.push(`-${id}`),
      }));
      return system.start(child, { name: id });
    },
    ...more,
  }));
}

function supervised(
  options?: SupervisorOptions,
  more?: Partial<ChildSpec>,
): { system: System; log: string[]; supervisor: SupervisorRef; sentences: string[] } {
  const { system, sentences } = virtualSystem();
  const log: string[] = [];
  const supervisor = supervise(system, three(system, log, more), options);
  return { system, log, supervisor, sentences };
}

async function crash(system: System, id: string): Promise<void> {
  system.send(id, "crash");
  await system.idle();
}

describe("supervise, strategies (O-9)", () => {
  test.each([
    ["one_for_one", "-b +b"],
    ["rest_for_one", "-b -c +b +c"],
    ["one_for_all", "-b -c -a +a +b +c"],
  ] as const)("%s: when b fails: %s", async (strategy, expected) => {
    const { system, log } = supervised({ strategy });
    expect(log.splice(0)).toEqual(["+a", "+b", "+c"]);
    await crash(system, "b");
    expect(log.join(" ")).toBe(expected);
    for (const id of ["a", "b", "c"]) expect(system.isAlive(id)).toBe(true);
  });

  test.each([
    ["permanent", "normal", true],
    ["permanent", "boom", true],
    ["transient", "normal", false],
    ["transient", "shutdown", false],
    ["transient", "boom", true],
    ["temporary", "normal", false],
    ["temporary", "boom", false],
  ] as const)("%s, ended by %s: is started again: %s", async (restart, reason, isAlive) => {
    const { system, supervisor } = supervised({}, { restart });
    await system.stop("b", reason);
    await system.idle();
    expect(system.isAlive("b")).toBe(isAlive);
    expect(supervisor.whichChildren().map(({ id, stage }) => [id, stage !== undefined])).toEqual([
      ["a", true],
      ["b", isAlive],
      ["c", true],
    ]);
  });
});

describe("supervise, intensity (O-9)", () => {
  test("more than three restarts in five seconds end it and its children, and tell why", async () => {
    const { system, supervisor, sentences } = supervised();
    for (let i = 0; i < 4; i++) await crash(system, "b");
    expect([supervisor.isAlive, supervisor.exitReason]).toEqual([false, "shutdown"]);
    expect(["a", "b", "c"].map((id) => system.isAlive(id))).toEqual([false, false, false]);
    expect(sentences.at(-1)).toBe(
      'Supervisor "supervisor-1" ends: its children were restarted more often than 3 times in 5 seconds',
    );
  });

  test("slower ones go on", async () => {
    const { system, supervisor } = supervised();
    for (let i = 0; i < 10; i++) {
      await crash(system, "b");
      await system.advance(2000);
    }
    expect(supervisor.isAlive).toBe(true);
  });

  test("a child that does not start again counts too", async () => {
    const { system } = virtualSystem();
    let starts = 0;
    const start = (): StageRef => {
      if (++starts > 1) throw new Error("no database");
      return system.start(
        actor(() => ({})),
        { name: "only" },
      );
    };
    const supervisor = supervise(system, [{ id: "only", start }]);
    await system.stop("only", "boom");
    await system.idle();
    expect(starts).toBe(4);
    expect(supervisor.exitReason).toBe("shutdown");
  });
});

describe("supervise, its end (O-9)", () => {
  test("stop() ends the children, the last started first, then itself", async () => {
    const { log, supervisor } = supervised();
    log.splice(0);
    await supervisor.stop();
    expect(log).toEqual(["-c", "-b", "-a"]);
    expect(supervisor.exitReason).toBe("shutdown");
    await expect(supervisor.stop()).resolves.toBeUndefined();
  });

  test("a child that does not end in time is killed", async () => {
    const { system } = virtualSystem();
    const stubborn = actor((stage: StageContext) => ({ handleInfo: () => stage.sleep(1e6) }));
    const start = (): StageRef => system.start(stubborn, { name: "stubborn" });
    const supervisor = supervise(system, [{ id: "stubborn", start, shutdownMs: 100 }]);
    const child = childOf(supervisor, "stubborn");
    system.send(child, "work");
    await system.advance(1);
    await supervisor.stop();
    expect(child.exitReason).toBe("killed");
    expect(system.now()).toBe(101);
  });

  test("childOf() answers the running stage, or says that there is none", async () => {
    const { system, supervisor } = supervised({ name: "top" }, { restart: "temporary" });
    expect(childOf(supervisor, "b")).toBe(system.whereis("b"));
    await system.stop("b");
    await system.idle();
    expect(() => childOf(supervisor, "b")).toThrow('No child "b" of supervisor "top" is running');
  });

  test("a start that throws ends those before it, and is thrown to the caller", () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const specs = three(system, log);
    const wrong = {
      id: "d",
      start: (): never => {
        throw new Error("no database");
      },
    };
    expect(() => supervise(system, [...specs, wrong])).toThrow("no database");
    expect(["a", "b", "c"].map((id) => system.isAlive(id))).toEqual([false, false, false]);
  });
});

describe("supervise, wrong options", () => {
  const start = (): never => {
    throw new Error("is not called");
  };

  test.each<[unknown, SupervisorOptions, string]>([
    [
      [],
      { strategy: "all" as never },
      'Expected `strategy` to be one of "one_for_one", "one_for_all", "rest_for_one", got `all`',
    ],
    [[], { maxRestarts: -1 }, "Expected `maxRestarts` to be an integer from 0 up, got `-1`"],
    [
      [{ start }],
      {},
      'Expected each child of a supervisor to be { id: "…", start: () => system.start(…) }, got `{ start }`',
    ],
    [
      [
        { id: "a", start },
        { id: "a", start },
      ],
      {},
      "Expected the `id` of each child to be unique, got `a` twice",
    ],
    [
      [{ id: "a", start, restart: "always" }],
      {},
      'Expected `restart` of child `a` to be one of "permanent", "transient", "temporary", got `always`',
    ],
    [
      [{ id: "a", start, shutdownMs: -1 }],
      {},
      "Expected `shutdownMs` to be a number of milliseconds from 0 up, got `-1`",
    ],
    [
      [],
      { maxRestart: 5 } as never,
      "Unknown option `maxRestart`: supervise() takes `strategy`, `maxRestarts`, `maxSeconds`, `name`",
    ],
    [[], 5 as never, "Expected the options of supervise() to be an object, got `5`"],
    [
      [{ id: "a", start, restarts: "transient" }],
      {},
      "Unknown option `restarts`: child `a` takes `id`, `start`, `restart`, `shutdownMs`",
    ],
  ])("%j, %j", (children, options, message) => {
    const { system } = virtualSystem();
    expect(() => supervise(system, children as ChildSpec[], options)).toThrow(message);
  });
});
