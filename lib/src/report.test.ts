import { describe, expect, test } from "vitest";
import { consumer, producer, type StageContext } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { crashReport, discardReport, excessReport } from "./report.ts";
import { collector, counter, virtualSystem } from "./virtual-system.fixture.ts";

/** What is printed when a stage with these callbacks is sent a message; places are written as `here`. */
async function printed(callbacks: (stage: StageContext) => object): Promise<string[]> {
  const { system, sentences } = virtualSystem();
  const stage = system.start(
    producer((handle) => ({ handleDemand: () => {}, ...callbacks(handle) })),
    { name: "a" },
  );
  system.send(stage, "x");
  await system.idle();
  return sentences.map((sentence) =>
    sentence.replaceAll(/\(?[^ ]*report\.test\.ts:\d+:\d+\)?/g, "here"),
  );
}

function tooDeep(): never {
  throw new RangeError("too deep");
}

function viaHelper(): never {
  return tooDeep();
}

describe("crashReport, printed by a stage that runs", () => {
  test("names stage, callback and error, and shows the user's own frames only", async () => {
    expect(await printed(() => ({ handleInfo: () => viaHelper() }))).toEqual([
      [
        'Stage "a" crashed in `handleInfo`: RangeError: too deep',
        "    at tooDeep here",
        "    at viaHelper here",
        "    at Object.handleInfo here",
      ].join("\n"),
    ]);
  });

  test.each([0, 10])(
    "of an async callback shows the same, and nothing of Node's (%i ms)",
    async (ms) => {
      const callbacks = (stage: StageContext): object => ({
        handleInfo: async () => {
          if (ms > 0) await stage.sleep(ms);
          await Promise.resolve();
          await Promise.resolve(null);
          viaHelper();
        },
      });
      expect(await printed(callbacks)).toEqual([
        [
          'Stage "a" crashed in `handleInfo`: RangeError: too deep',
          "    at tooDeep here",
          "    at viaHelper here",
          "    at Object.handleInfo here",
        ].join("\n"),
      ]);
    },
  );

  test("of a wrong call of the library shows where it was called", async () => {
    expect(await printed((stage) => ({ handleInfo: () => stage.emit("x" as never) }))).toEqual([
      [
        'Stage "a" crashed in `handleInfo`: TypeError: Expected `emit` to be given a list of events, got `x`',
        "    at Object.handleInfo here",
      ].join("\n"),
    ]);
    const [sleeping] = await printed((stage) => ({ handleInfo: () => stage.sleep(-1) }));
    expect(sleeping?.split("\n").slice(1)).toEqual(["    at Object.handleInfo here"]);
  });

  test("of a wrong answer shows no frames, for none is the user's", async () => {
    const message =
      'Stage "a" crashed in `handleInfo`: TypeError: Expected `handleInfo` to return a list of events or nothing, got `5`';
    expect(await printed(() => ({ handleInfo: () => 5 }))).toEqual([message]);
    expect(await printed((stage) => ({ handleInfo: () => stage.sleep(1).then(() => 5) }))).toEqual([
      message,
    ]);
  });

  test("of a batch shows the callback, of an iterable the iterable", async () => {
    const { system, sentences } = virtualSystem();
    const feed = system.start(counter(), { name: "feed" });
    const fails = consumer(() => ({ handleEvents: () => viaHelper() }));
    system.start(fails, { name: "fails", subscribeTo: [{ to: feed, maxDemand: 4 }] });
    function* three(): Generator<number> {
      yield 1;
      tooDeep();
    }
    const finite = system.start(fromIterable(three()), { name: "finite" });
    system.start(collector([]), { subscribeTo: [{ to: finite, cancel: "temporary" }] });
    await system.idle();
    const functions = sentences.toSorted().map((sentence) => sentence.match(/(?<= at )[\w.]+/g));
    expect(functions).toEqual([
      ["tooDeep", "viaHelper", "Object.handleEvents"],
      ["tooDeep", "three", "three.next"],
    ]);
  });

  test("of what is no Error is one line", async () => {
    const callbacks = { handleInfo: () => Promise.reject("only text") };
    expect(await printed(() => callbacks)).toEqual([
      'Stage "a" crashed in `handleInfo`: only text',
    ]);
  });
});

describe("crashReport", () => {
  test("of an error without a stack is one line", () => {
    const error = Object.assign(new Error("gone"), { stack: undefined });
    expect(crashReport("a", "handleInfo", error)).toBe(
      'Stage "a" crashed in `handleInfo`: Error: gone',
    );
  });

  test("keeps a message of several lines", () => {
    const error = Object.assign(new Error("first\nsecond"), {
      stack: "Error: first\nsecond\n    at mine (x:1:2)",
    });
    expect(crashReport("a", "terminate", error)).toBe(
      'Stage "a" crashed in `terminate`: Error: first\nsecond\n    at mine (x:1:2)',
    );
  });
});

test("one event is not called events", () => {
  expect(discardReport("a", 1, "the buffer is full")).toBe(
    'Stage "a" discarded 1 event: the buffer is full',
  );
  expect(excessReport("a", "b", 2)).toBe(
    'Stage "a" received 2 events in excess of its demand from "b"; they are handled all the same',
  );
});
