import { describe, expect, test, vi } from "vitest";
import { checkFile, exerciseOf, run, type Words } from "./check-file.fixture.ts";
import { isSolved } from "./report.ts";
import { runExercise } from "./run-exercise.ts";
import { stoppedReport } from "./stopped-report.ts";

describe("runExercise", () => {
  test("gives the points of each check that passes", async () => {
    const report = await run(
      ({ test, expect, mine }) => {
        test("one", { meta: { points: 2 } }, async () => {
          const seen = await mine.evaluate(
            (answer, lib, input) =>
              (lib as unknown as { double(n: number): number }).double(
                (answer["start"] as number) + input,
              ),
            5,
          );
          expect(seen).toBe(12);
        });
        test("two", async () => {
          const start = await mine.evaluate((answer) => answer["start"], 7);
          expect(start, "You start elsewhere").toEqual([0, 1]);
        });
      },
      { start: 1 },
    );
    expect(report).toMatchObject({ slug: "counter", points: 2, max: 3, moreAtGrading: 2 });
    expect(report.checks).toMatchObject([
      { id: "visible-1", name: "one", verdict: "correct", points: 2, message: "" },
      {
        id: "visible-2",
        name: "two",
        verdict: "wrong",
        points: 0,
        max: 1,
        message: "You start elsewhere",
        expected: "[0, 1]",
        got: "1",
        input: "7",
        hint: "the idea",
      },
    ]);
    expect(report.checks[0]).not.toHaveProperty("input");
    expect(isSolved(report)).toBe(false);
  });

  test("keeps the author's words before a comparison that has no two values", async () => {
    const report = await run(({ test, expect }) => {
      test("bound", () => expect(12, "You hold too many.").toBeLessThanOrEqual(10));
    });
    expect(report.checks[0]).toMatchObject({
      verdict: "wrong",
      message: "You hold too many: expected 12 to be less than or equal to 10",
    });
    expect(report.checks[0]).not.toHaveProperty("expected");
  });

  test("says first that a stage of the answer crashed, for the rest follows from that", async () => {
    const report = await run(({ test, expect, mine }) => {
      test("a", async () => {
        await mine.evaluate(() => {
          console.error('Stage "feed" crashed in `handleDemand`: Error: my bug\n    at here');
        });
        expect(1, "You emit too few").toBe(2);
      });
    });
    expect(report.checks[0]?.message).toBe(
      'Your answer failed while this ran. Stage "feed" crashed in `handleDemand`: Error: my bug\n\nYou emit too few',
    );
  });

  test("blames the answer for a reply that cannot be read, in whichever way", async () => {
    const value = {
      root: null,
      get rows(): never {
        throw new TypeError("no rows");
      },
    };
    const report = await runExercise({
      exercise: exerciseOf(checkFile(({ test, mine }) => test("a", () => mine.evaluate(() => 1)))),
      host: { seed: 1, evaluate: async () => ({ outcome: "value", value }) },
      modules: {},
    });
    expect(report.checks[0]).toMatchObject({
      verdict: "error",
      message: "Your answer failed: Error: it gave back something that cannot be read",
    });
  });

  test("counts what a check takes besides its evaluations", async () => {
    const limited = (run: (words: Words) => () => unknown) => (words: Words) =>
      (words.test as (name: string, options: object, run: () => unknown) => void)(
        "a",
        { timeout: 100 },
        run(words),
      );
    const wait = () => new Promise((resolve) => setTimeout(resolve, 300));
    const beside = await run(
      limited(
        ({ mine }) =>
          () =>
            mine.evaluate((answer) => (answer["wait"] as () => unknown)()),
      ),
      { wait },
    );
    expect(beside.checks[0]).toMatchObject({ verdict: "correct" });
    expect((await run(limited(() => wait))).checks[0]).toMatchObject({ verdict: "internal" });
  });

  test("offers the hint that is asked for, and no fourth", async () => {
    const failing = ({ test, expect }: Words): void => test("a", () => expect(1).toBe(2));
    expect((await run(failing, {}, { hint: 3 })).checks[0]?.hint).toBe("the code");
    expect((await run(failing, {}, { hint: 9 })).checks[0]?.hint).toBe("the code");
    expect((await run(failing, {}, { hint: 0 })).checks[0]?.hint).toBeUndefined();
  });

  test("understands describe, each, hooks and promises nobody awaited", async () => {
    const order: string[] = [];
    const report = await run(({ test, describe, expect, beforeEach }) => {
      describe("group", () => {
        beforeEach(() => order.push("before"));
        test.each([
          [1, 2],
          [2, 4],
        ])("%i doubled", (n: number, twice: number) => expect(n * 2).toBe(twice));
        test.for([{ n: 1 }])("row $n", ({ n }: { n: number }) => expect(n).toBe(1));
        test("late", () => {
          void expect(Promise.resolve(1)).resolves.toBe(2);
        });
      });
    });
    expect(report.checks.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["group > 1 doubled", "correct"],
      ["group > 2 doubled", "correct"],
      ["group > row 1", "correct"],
      ["group > late", "wrong"],
    ]);
    expect(order).toHaveLength(4);
  });

  test("runs several exercises at once without mixing them up", async () => {
    const slow = ({ test, expect, mine }: Words): void => {
      test("waits", async () => {
        const seen = await mine.evaluate(async (answer) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return answer["n"];
        });
        expect(seen, "one of two").toBe(1);
      });
    };
    const reports = await Promise.all([
      run(slow, { n: 1 }),
      run(slow, { n: 2 }),
      run(slow, { n: 1 }),
    ]);
    expect(reports.map(({ points }) => points)).toEqual([1, 0, 1]);
    expect(reports[1]?.checks[0]?.message).toBe("one of two");
  });

  test("keeps what the answer prints for the report", async () => {
    const log = vi.spyOn(console, "log");
    const report = await run(
      ({ test, mine }) => {
        test("prints", async () => {
          await mine.evaluate((answer) => (answer as { speak(): void }).speak());
        });
      },
      { speak: () => console.log("owed", 3, { a: [1] }, new Error("x")) },
    );
    expect(report.checks[0]?.console).toBe("owed 3 { a: [1] } Error: x\n");
    expect(log).not.toHaveBeenCalled();
  });
});

describe("an answer that", () => {
  const verdictOf = async (
    exports: unknown,
    evaluate: (answer: Record<string, never>) => unknown,
  ) => {
    const report = await run(
      ({ test, expect, mine }) => {
        test("it", async () => {
          expect(await mine.evaluate(evaluate as never)).toEqual([1, 2, 3]);
        });
      },
      exports,
      { timeLimitMs: 100 },
    );
    return report.checks.flatMap(({ verdict, message }) => [verdict, message]);
  };

  test("throws has the verdict error", async () => {
    const boom = (): never => {
      throw new RangeError("nothing owed");
    };
    expect(await verdictOf({ boom }, ({ boom: f }) => (f as unknown as () => void)())).toEqual([
      "error",
      "Your answer failed: RangeError: nothing owed",
    ]);
  });

  test("throws what is no Error is quoted", async () => {
    const boom = (): never => {
      // oxlint-disable-next-line no-throw-literal
      throw "just a text";
    };
    expect(await verdictOf({ boom }, ({ boom: f }) => (f as unknown as () => void)())).toEqual([
      "error",
      "Your answer failed: Error: a value that is no Error: just a text",
    ]);
  });

  test("never comes back is stopped", async () => {
    expect(await verdictOf({}, () => new Promise(() => {}))).toEqual([
      "time",
      expect.stringContaining("0.1 s"),
    ]);
  });

  test("gives back too much is stopped", async () => {
    const [verdict, message] = await verdictOf({}, () => Array.from({ length: 30_000 }));
    expect(verdict).toBe("output");
    expect(message).toContain("20000 values");
  });

  test("fails when it is loaded says so in every check", async () => {
    const load = (): never => {
      throw new TypeError("at the top");
    };
    expect(await verdictOf(load, () => 1)).toEqual([
      "error",
      "Your answer failed while it was loaded: TypeError: at the top",
    ]);
  });

  test("fails in beforeAll fails every check, not the first alone", async () => {
    const report = await run(
      ({ beforeAll, test, expect, mine }) => {
        let given: unknown = [];
        beforeAll(async () => {
          given = await mine.evaluate(({ line }) => [line]);
        });
        for (const name of ["one", "two"]) test(name, () => expect(given).toEqual([]));
      },
      () => {
        throw new TypeError("at the top");
      },
    );
    const failed = "Your answer failed while it was loaded: TypeError: at the top";
    const expected = ["one", "two"].map((name) => ({ name, verdict: "error", message: failed }));
    expect(report.checks).toMatchObject(expected);
  });

  test("forges an asymmetric matcher is wrong", async () => {
    const forged = { $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true };
    expect((await verdictOf({ forged }, ({ forged: it }) => it))[0]).toBe("wrong");
  });

  test("hands out what a check cannot read is wrong, and no fault of the check", async () => {
    const report = await run(({ test, mine }) => {
      test("it", async () => {
        const seen = await mine.evaluate(() => undefined as unknown as number[]);
        seen.map((n) => n);
      });
    });
    expect(report.checks[0]).toMatchObject({
      verdict: "wrong",
      message: expect.stringContaining("TypeError"),
    });
  });

  test("is stopped never passes, even if the check forgives it", async () => {
    const report = await run(
      ({ test, expect, mine }) => {
        test("it", async () => {
          await expect(mine.evaluate(() => new Promise(() => {}))).rejects.toThrow();
        });
      },
      {},
      { timeLimitMs: 50 },
    );
    expect(report.checks[0]?.verdict).toBe("time");
  });

  test("is stopped may be told why by the check", async () => {
    const report = await run(
      ({ test, expect, mine }) => {
        test("it", async () => {
          const end = await mine
            .evaluate(() => new Promise(() => {}))
            .catch((error: Error) => error.name);
          expect(end, "You ask for ever").toBe("done");
        });
      },
      {},
      { timeLimitMs: 50 },
    );
    expect(report.checks[0]).toMatchObject({ verdict: "time", message: "You ask for ever" });
  });
});

test("stoppedReport accounts for every check of a run that was killed", () => {
  const it = exerciseOf(
    checkFile(({ test }) => ["a", "b", "c"].forEach((name) => test(name, () => {}))),
  );
  const first = {
    id: "visible-1",
    name: "a",
    hidden: false,
    verdict: "correct",
    points: 1,
    max: 1,
    message: "",
    console: "",
    ms: 1,
  } as const;
  const report = stoppedReport({
    exercise: it,
    modules: {},
    results: [first],
    running: "visible-2",
    message: "Stopped.",
  });
  expect(report).toMatchObject({ points: 1, max: 3 });
  expect(report.checks.map(({ verdict }) => verdict)).toEqual(["correct", "time", "not run"]);
});
