import { describe, expect, test } from "vitest";
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
      const loop = async (): Promise<void> => {
        for await (const n of system.stream(feed, { maxDemand: 1 })) expect(n).toBe(1);
      };
      await expect(loop()).rejects.toMatchObject({
        message: 'Stage "feed" failed: Error: no more',
        cause: error,
      });
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
    [[[], { onCancel: "end" }], 'Expected `onCancel` to be "continue" or "stop", got `end`'],
  ])("%j throws", (args, message) => {
    expect(() => (fromIterable as (...args: unknown[]) => unknown)(...args)).toThrow(
      new TypeError(message),
    );
  });
});
