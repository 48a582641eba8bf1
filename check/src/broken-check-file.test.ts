import { describe, expect, test } from "vitest";
import { run, type Words } from "./check-file.fixture.ts";
import { isSolved } from "./report.ts";

describe("a check file that is broken", () => {
  const outside = 3;

  test.each([
    [
      "uses a name of its file",
      ({ test, mine }: Words) => test("it", async () => void (await mine.evaluate(() => outside))),
      "`outside`",
    ],
    [
      "uses one where a stage would swallow the error",
      ({ test, mine }: Words) =>
        test("it", async () => {
          await mine.evaluate(() => {
            try {
              return outside;
            } catch {
              return 1;
            }
          });
        }),
      "`outside`",
    ],
    [
      "uses an import of its file",
      ({ test, mine }: Words) =>
        test("it", async () => void (await mine.evaluate(() => isSolved({} as never)))),
      "`isSolved`",
    ],
    [
      "uses what only Node has",
      ({ test, mine }: Words) =>
        test("it", async () => void (await mine.evaluate(() => process.pid))),
      "`process`",
    ],
    [
      "forgives its own closure",
      ({ test, expect, mine }: Words) =>
        test("it", async () => {
          await expect(mine.evaluate(() => outside)).rejects.toThrow();
        }),
      "`outside`",
    ],
    [
      "sends a function as input",
      ({ test, mine }: Words) =>
        test("it", async () => void (await mine.evaluate(() => 1, (() => 1) as never))),
      "plain data",
    ],
    [
      "sends a method",
      ({ test, mine }: Words) =>
        test("it", async () =>
          void (await mine.evaluate(
            {
              f() {
                return 1;
              },
            }.f,
          ))),
      "arrow function",
    ],
    [
      "throws by itself",
      ({ test }: Words) =>
        test("it", () => {
          throw new Error("mine");
        }),
      "mine",
    ],
    [
      "asks for what only vitest has",
      (words: Words) =>
        (words.test as unknown as { concurrent(name: string): void }).concurrent("it"),
      "`test.concurrent`",
    ],
    ["imports something else", ({ require }: Words) => require("node:fs"), "node:fs"],
    [
      "names two checks alike",
      ({ test }: Words) => {
        test("it", () => {});
        test("it", () => {});
      },
      'named "it"',
    ],
    ["has no checks", () => {}, "no checks"],
  ])("%s is internal and says what is wrong", async (_, write, phrase) => {
    const report = await run(write);
    expect(report.checks).toMatchObject([{ verdict: "internal", points: 0 }]);
    expect(report.checks[0]?.message).toContain(phrase);
  });

  test("is not believed when another process says so", async () => {
    const lie = ({ test, mine }: Words): void =>
      test("it", async () => void (await mine.evaluate(() => outside)));
    expect((await run(lie, {}, { trusted: false })).checks[0]?.verdict).toBe("error");
  });
});
