import { describe, expect, test } from "vitest";
import { producer } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { collector, virtualSystem } from "./virtual-system.fixture.ts";

/** An iterable that counts what is pulled from it, and notes when it is told to let go. */
function counted(count: number): { pulled: number; returned: number; source: Iterable<number> } {
  const state = {
    pulled: 0,
    returned: 0,
    source: {
      [Symbol.iterator]: () => ({
        next: (): IteratorResult<number> =>
          state.pulled < count
            ? { done: false, value: state.pulled++ }
            : { done: true, value: undefined },
        return: (): IteratorResult<number> => {
          state.returned++;
          return { done: true, value: undefined };
        },
      }),
    },
  };
  return state;
}

async function* countdown(from: number, log: string[]): AsyncGenerator<number> {
  try {
    for (let n = from; n > 0; n--) {
      log.push(`pull ${n}`);
      yield n;
    }
  } finally {
    log.push("closed");
  }
}

describe("fromIterable (E-1)", () => {
  test("emits the source in order and stops with normal behind its last event (E-2)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(fromIterable([1, 2, 3, 4, 5, 6, 7]));
    const end = system.start(collector(batches), {
      subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }],
    });
    await system.idle();
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7],
    ]);
    expect([feed.exitReason, end.exitReason]).toEqual(["normal", "normal"]);
  });

  test("pulls exactly as many as it is asked for", async () => {
    const { system } = virtualSystem();
    const state = counted(100);
    const feed = system.start(fromIterable(state.source));
    await system.idle();
    expect(state.pulled).toBe(0);
    const stream = system.stream(feed, { maxDemand: 4, minDemand: 2 });
    await stream.next();
    await system.idle();
    expect(state.pulled).toBe(4);
    for (let i = 0; i < 2; i++) await stream.next();
    await system.idle();
    expect(state.pulled).toBe(6);
  });

  test("of an async source does the same, one after the other", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const feed = system.start(fromIterable(countdown(5, log)));
    const stream = system.stream(feed, { maxDemand: 2, minDemand: 1 });
    await expect(stream.next()).resolves.toEqual({ done: false, value: 5 });
    await system.idle();
    expect(log).toEqual(["pull 5", "pull 4"]);
    const rest: number[] = [];
    for await (const n of stream) rest.push(n);
    expect(rest).toEqual([4, 3, 2, 1]);
    expect(log.at(-1)).toBe("closed");
    expect(feed.exitReason).toBe("normal");
  });

  test("an empty source stops at the first demand", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([]));
    await system.idle();
    expect(feed.isAlive).toBe(true);
    system.start(collector([]), { subscribeTo: [{ to: feed }] });
    await system.idle();
    expect(feed.exitReason).toBe("normal");
  });

  test("each stage that is started iterates from the beginning", async () => {
    const { system } = virtualSystem();
    const letters = fromIterable(["a", "b"]);
    for (let i = 0; i < 2; i++) {
      const seen: string[] = [];
      for await (const letter of system.stream(system.start(letters))) seen.push(letter);
      expect(seen).toEqual(["a", "b"]);
    }
  });
});

describe("fromIterable, letting go of the source", () => {
  test("is done once when the stage is stopped, and not when the source has ended by itself", async () => {
    const { system } = virtualSystem();
    const [stopped, ended] = [counted(9), counted(2)];
    for (const { source } of [stopped, ended]) {
      const feed = system.start(fromIterable(source));
      await system.stream(feed, { maxDemand: 3 }).next();
      await system.stop(feed);
      await system.idle();
    }
    expect([stopped.returned, ended.returned]).toEqual([1, 0]);
  });

  test("of an async generator runs its finally", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const feed = system.start(fromIterable(countdown(9, log)));
    await system.stream(feed, { maxDemand: 1 }).next();
    await system.stop(feed);
    await system.idle();
    expect(log).toEqual(["pull 9", "closed"]);
  });

  test("that fails behind the scenes does not end the program", async () => {
    const { system } = virtualSystem();
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false as const, value: 1 }),
        return: () => Promise.reject(new Error("cannot close")),
      }),
    };
    const feed = system.start(fromIterable<number>(source));
    await system.stream(feed, { maxDemand: 1 }).next();
    await system.stop(feed);
    await system.idle();
    expect(feed.exitReason).toBe("normal");
  });
});

/** An async source that gives what it is handed; a `next()` waits until then. */
function handFed(): {
  readonly source: AsyncIterable<string>;
  readonly log: string[];
  give(...events: string[]): void;
  fail(error: Error): void;
} {
  const log: string[] = [];
  const waiting: { resolve(next: IteratorResult<string>): void; reject(error: Error): void }[] = [];
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        log.push("next");
        return new Promise<IteratorResult<string>>((resolve, reject) => {
          waiting.push({ resolve, reject });
        });
      },
      return: () => {
        log.push("return");
        return Promise.resolve({ done: true as const, value: undefined });
      },
    }),
  };
  const give = (...events: string[]): void => {
    for (const value of events) waiting.shift()?.resolve({ done: false, value });
  };
  return { source, log, give, fail: (error) => waiting.shift()?.reject(error) };
}

const hostTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("fromIterable, while it waits for its source", () => {
  test.each(["normal", "kill"])(
    "stopped by %s ends at once, and lets the source go",
    async (reason) => {
      const { system } = virtualSystem();
      const { source, log, give } = handFed();
      const feed = system.start(fromIterable(source));
      const next = system.stream(feed, { cancel: "temporary" }).next();
      await hostTurn();
      expect(log).toEqual(["next"]);
      await system.stop(feed, reason);
      expect([feed.isAlive, log]).toEqual([false, ["next", "return"]]);
      give("late");
      await expect(next).resolves.toMatchObject({ done: true });
      await system.idle();
      expect(log).toEqual(["next", "return"]);
    },
  );

  test("takes messages, and more demand, and pulls no more than that", async () => {
    const { system } = virtualSystem();
    const { source, log, give } = handFed();
    const seen: string[] = [];
    const feed = system.start(fromIterable(source));
    for (const name of ["a", "b"]) {
      const end = collector<string>([], () => ({
        handleEvents: (events) => void seen.push(name, ...events),
      }));
      system.start(end, { name, subscribeTo: [{ to: feed, maxDemand: 1, minDemand: 0 }] });
      await hostTurn();
      await expect(system.estimateBufferedCount(feed)).resolves.toBe(0);
    }
    expect(log).toHaveLength(1);
    give("1");
    await hostTurn();
    await hostTurn();
    give("2");
    await hostTurn();
    await hostTurn();
    expect(seen).toEqual(["a", "1", "b", "2"]);
    await system.stop(feed, "kill");
  });

  test("gives what has come, and does not hold it back for all that was asked", async () => {
    const { system } = virtualSystem();
    const { source, give } = handFed();
    const batches: string[][] = [];
    const feed = system.start(fromIterable(source));
    system.start(collector(batches), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    for (const event of ["a", "b"]) {
      await hostTurn();
      give(event);
      await hostTurn();
      await hostTurn();
      expect(batches.at(-1)).toEqual([event]);
    }
    await system.stop(feed);
  });

  test("gives what a fast one has in one batch", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(fromIterable(countdown(4, [])));
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 8, minDemand: 0 }] });
    await system.idle();
    expect(batches).toEqual([[4, 3, 2, 1]]);
  });

  test("is at work: nobody is idle, and virtual time stands still", async () => {
    const { system } = virtualSystem();
    const { source, give } = handFed();
    const log: string[] = [];
    const feed = system.start(fromIterable(source));
    const slow = collector<string>([], (stage) => ({ handleEvents: () => stage.sleep(10) }));
    system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    const idle = system.idle().then(() => log.push("idle"));
    for (const at of [0, 10]) {
      for (let i = 0; i < 5; i++) await hostTurn();
      expect([system.now(), log]).toEqual([at, []]);
      give("x");
    }
    await hostTurn();
    await system.stop(feed);
    await idle;
    expect(system.now()).toBe(20);
  });

  test("waits for a stream of its own system, and time moves on", async () => {
    const { system } = virtualSystem();
    const slow = producer<number>((stage) => ({
      handleDemand: () => stage.sleep(100).then(() => [stage.now()]),
    }));
    const twice = async function* (): AsyncGenerator<number> {
      for await (const n of system.stream(system.start(slow), { maxDemand: 1 })) yield n * 2;
    };
    const feed = system.start(fromIterable(twice()));
    const seen: number[] = [];
    for await (const n of system.stream(feed, { maxDemand: 2 })) {
      seen.push(n);
      if (seen.length === 4) break;
    }
    expect(seen).toEqual([200, 400, 600, 800]);
  });
});

describe("fromIterable, failures and options", () => {
  test.each(["sync", "async"])(
    "a %s source that throws ends the stage by its error",
    async (how) => {
      const { system } = virtualSystem();
      const error = new Error("no more");
      function* sync(): Generator<number> {
        yield 1;
        throw error;
      }
      async function* later(): AsyncGenerator<number> {
        yield* sync();
      }
      const feed = system.start(fromIterable(how === "sync" ? sync() : later()), { name: "feed" });
      const seen: number[] = [];
      const loop = async (): Promise<void> => {
        for await (const n of system.stream(feed, { maxDemand: 9 })) seen.push(n);
      };
      await expect(loop()).rejects.toMatchObject({
        message: 'Stage "feed" failed: Error: no more',
        cause: error,
      });
      expect(seen).toEqual([1]);
    },
  );

  test.each([
    ["continue", true],
    ["stop", false],
    [undefined, true],
  ] as const)("onCancel %s: lives on without consumers: %s (E-3)", async (onCancel, isAlive) => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3], onCancel === undefined ? {} : { onCancel }), {
      demand: "accumulate",
    });
    const ends = [1, 2].map(() => system.start(collector([]), { subscribeTo: [{ to: feed }] }));
    for (const end of ends) {
      expect(feed.isAlive).toBe(true);
      await system.stop(end);
      await system.idle();
    }
    expect(feed.isAlive).toBe(isAlive);
  });

  test("takes demand: accumulate as other producers do", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(fromIterable([1, 2]), { demand: "accumulate" });
    system.start(collector(batches), { subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }] });
    await system.idle();
    expect(batches).toEqual([]);
    system.demand(feed, "forward");
    await system.idle();
    expect(batches).toEqual([[1, 2]]);
  });

  test.each([
    [[5], "Expected fromIterable() to be given an iterable or async iterable, got `5`"],
    [
      [undefined],
      "Expected fromIterable() to be given an iterable or async iterable, got `undefined`",
    ],
    [
      [{ length: 1 }],
      "Expected fromIterable() to be given an iterable or async iterable, got `{ length }`",
    ],
    [[[], { oncancel: "stop" }], "Unknown option `oncancel`: fromIterable() takes `onCancel`"],
    [[[], { onCancel: "end" }], 'Expected `onCancel` to be "continue" or "stop", got `end`'],
  ])("%j throws", (args, message) => {
    expect(() => (fromIterable as (...args: unknown[]) => unknown)(...args)).toThrow(
      new TypeError(message),
    );
  });
});
