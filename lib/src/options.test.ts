import { describe, expect, test } from "vitest";
import { consumerSupervisor, startChild } from "./consumer-supervisor.ts";
import type { StageContext } from "./definitions.ts";
import {
  checkDemand,
  checkMs,
  checkOptions,
  demandMode,
  stageSettings,
  subscriptionSettings,
} from "./options.ts";
import type { StageKind } from "./trace.ts";
import { actor, virtualSystem } from "./virtual-system.fixture.ts";

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return "nothing was thrown";
}

describe("stageSettings, defaults (I-3)", () => {
  test.each([
    ["producer", 10_000],
    ["producer-consumer", Infinity],
  ] as const)("of a %s: a buffer of %s that keeps the last, demand forward", (kind, bufferSize) => {
    expect(stageSettings(kind, undefined)).toEqual({
      name: undefined,
      dispatcher: undefined,
      handlerTimeoutMs: Infinity,
      subscribeTo: [],
      bufferSize,
      bufferKeep: "last",
      demand: "forward",
    });
  });

  test("of a consumer: no subscriptions", () => {
    expect(stageSettings("consumer", {})).toMatchObject({ name: undefined, subscribeTo: [] });
  });

  test.each([0, 1, 10_000, Infinity])("take %s as bufferSize (I-5)", (bufferSize) => {
    expect(stageSettings("producer", { bufferSize }).bufferSize).toBe(bufferSize);
  });

  test("keep what is given", () => {
    const dispatcher = (): never => {
      throw new Error("is not called here");
    };
    const given = {
      name: "feed",
      dispatcher,
      bufferSize: 5,
      bufferKeep: "first",
      demand: "accumulate",
      handlerTimeoutMs: 50,
    };
    expect(stageSettings("producer", given)).toEqual({ ...given, subscribeTo: [] });
  });
});

describe("stageSettings, wrong values (I-4)", () => {
  test.each<[object, string]>([
    [
      { bufferSize: -1 },
      "RangeError: Expected `bufferSize` to be an integer from 0 up or Infinity, got `-1`",
    ],
    [
      { bufferSize: 1.5 },
      "TypeError: Expected `bufferSize` to be an integer from 0 up or Infinity, got `1.5`",
    ],
    [
      { bufferSize: "10" },
      "TypeError: Expected `bufferSize` to be an integer from 0 up or Infinity, got `10`",
    ],
    [
      { bufferSize: null },
      "TypeError: Expected `bufferSize` to be an integer from 0 up or Infinity, got `null`",
    ],
    [
      { bufferSize: NaN },
      "TypeError: Expected `bufferSize` to be an integer from 0 up or Infinity, got `NaN`",
    ],
    [
      { bufferKeep: "middle" },
      'TypeError: Expected `bufferKeep` to be one of "first", "last", got `middle`',
    ],
    [
      { demand: "hold" },
      'TypeError: Expected `demand` to be one of "forward", "accumulate", got `hold`',
    ],
    [{ name: "" }, "TypeError: Expected `name` to be a string that is not empty, got ``"],
    [{ name: 7 }, "TypeError: Expected `name` to be a string that is not empty, got `7`"],
    [
      { dispatcher: {} },
      "TypeError: Expected `dispatcher` to be made by demandDispatcher(), broadcastDispatcher(), partitionDispatcher({ … }) or a function of your own, got `{  }`",
    ],
  ])("of a producer: %o", (given, message) => {
    expect(messageOf(() => stageSettings("producer", given))).toBe(message);
  });

  test.each<[unknown, string]>([
    [
      { subscribeTo: { to: "feed" } },
      "TypeError: Expected `subscribeTo` to be a list such as [{ to: producer, maxDemand: 10 }], got `{ to }`",
    ],
    ["feed", "TypeError: Expected the options of a consumer to be an object, got `feed`"],
    [null, "TypeError: Expected the options of a consumer to be an object, got `null`"],
  ])("of a consumer: %o", (given, message) => {
    expect(messageOf(() => stageSettings("consumer", given))).toBe(message);
  });
});

describe("stageSettings, options that belong elsewhere (I-3)", () => {
  test.each<[StageKind, string, string]>([
    [
      "producer",
      "maxDemand",
      "Option `maxDemand` belongs to a subscription, not to a producer: put it where the consumer subscribes, `subscribeTo: [{ to: producer, maxDemand: … }]`",
    ],
    [
      "producer",
      "cancel",
      "Option `cancel` belongs to a subscription, not to a producer: put it where the consumer subscribes, `subscribeTo: [{ to: producer, cancel: … }]`",
    ],
    [
      "producer",
      "subscribeTo",
      "Option `subscribeTo` does not belong to a producer: it subscribes to nobody, its consumers subscribe to it",
    ],
    [
      "consumer",
      "minDemand",
      "Option `minDemand` belongs to a subscription, not to the stage: write `subscribeTo: [{ to: producer, minDemand: … }]`",
    ],
    [
      "producer-consumer",
      "partition",
      "Option `partition` belongs to a subscription, not to the stage: write `subscribeTo: [{ to: producer, partition: … }]`",
    ],
    [
      "consumer",
      "bufferSize",
      "Option `bufferSize` belongs to a producer or a producer-consumer, not to a consumer, which takes `name`, `subscribeTo`, `handlerTimeoutMs`",
    ],
    [
      "producer-consumer",
      "demand",
      "Option `demand` belongs to a producer, not to a producer-consumer, which takes `name`, `dispatcher`, `bufferSize`, `bufferKeep`, `subscribeTo`, `handlerTimeoutMs`",
    ],
    [
      "consumer",
      "max_demand",
      "Unknown option `max_demand`: a consumer takes `name`, `subscribeTo`, `handlerTimeoutMs`",
    ],
    [
      "producer",
      "buffersize",
      "Unknown option `buffersize`: a producer takes `name`, `dispatcher`, `bufferSize`, `bufferKeep`, `demand`, `handlerTimeoutMs`",
    ],
    [
      "consumer-supervisor",
      "dispatcher",
      "Option `dispatcher` belongs to a producer or a producer-consumer, not to a consumer-supervisor, which takes `name`, `subscribeTo`",
    ],
  ])("to a %s: %s", (kind, key, message) => {
    expect(messageOf(() => stageSettings(kind, { [key]: 10 }))).toBe(`TypeError: ${message}`);
  });
});

describe("subscriptionSettings (S-7)", () => {
  test.each([
    [{}, { maxDemand: 1000, minDemand: 500, cancel: "permanent" }],
    [{ maxDemand: 10 }, { maxDemand: 10, minDemand: 5, cancel: "permanent" }],
    [{ maxDemand: 11 }, { maxDemand: 11, minDemand: 5, cancel: "permanent" }],
    [{ maxDemand: 1 }, { maxDemand: 1, minDemand: 0, cancel: "permanent" }],
    [
      { maxDemand: 10, minDemand: 0 },
      { maxDemand: 10, minDemand: 0, cancel: "permanent" },
    ],
    [
      { maxDemand: 10, minDemand: 9, cancel: "temporary" },
      { maxDemand: 10, minDemand: 9, cancel: "temporary" },
    ],
  ])("%j fills in %j", (given, settings) => {
    expect(subscriptionSettings({ to: "feed", ...given })).toMatchObject(settings);
  });

  test("keeps unknown keys for the dispatcher and handleSubscribe, the defaults filled in, without `to` (S-4)", () => {
    expect(subscriptionSettings({ to: "feed", partition: "a", mine: 7 }).options).toEqual({
      partition: "a",
      mine: 7,
      maxDemand: 1000,
      minDemand: 500,
      cancel: "permanent",
    });
  });

  test.each<[object, string]>([
    [
      { maxDemand: 0 },
      "RangeError: Expected `maxDemand` of the subscription to be an integer from 1 up, got `0`",
    ],
    [
      { maxDemand: Infinity },
      "TypeError: Expected `maxDemand` of the subscription to be an integer from 1 up, got `Infinity`",
    ],
    [
      { maxDemand: "10" },
      'TypeError: Expected `maxDemand` of the subscription to be an integer from 1 up, got `"10"`',
    ],
    [
      { maxDemand: 2.5 },
      "TypeError: Expected `maxDemand` of the subscription to be an integer from 1 up, got `2.5`",
    ],
    [
      { maxDemand: 10, minDemand: 10 },
      "RangeError: Expected `minDemand` of the subscription to be an integer from 0 to 9 (less than `maxDemand`), got `10`",
    ],
    [
      { minDemand: 2000 },
      "RangeError: Expected `minDemand` of the subscription to be an integer from 0 to 999 (less than `maxDemand`), got `2000`",
    ],
    [
      { minDemand: -1 },
      "RangeError: Expected `minDemand` of the subscription to be an integer from 0 to 999 (less than `maxDemand`), got `-1`",
    ],
    [
      { maxDemand: 1, minDemand: 1 },
      "RangeError: Expected `minDemand` of the subscription to be an integer from 0 to 0 (less than `maxDemand`), got `1`",
    ],
    [
      { cancel: "never" },
      'TypeError: Expected `cancel` to be one of "permanent", "transient", "temporary", got `never`',
    ],
  ])("%j throws", (given, message) => {
    expect(messageOf(() => subscriptionSettings(given))).toBe(message);
  });
});

describe("checks of single values", () => {
  test("demandMode takes the two modes only (R-7)", () => {
    expect(demandMode("forward")).toBe("forward");
    expect(demandMode("accumulate")).toBe("accumulate");
    expect(messageOf(() => demandMode(undefined))).toBe(
      'TypeError: Expected `demand` to be one of "forward", "accumulate", got `undefined`',
    );
  });

  test.each<[unknown, string]>([
    [0, "nothing was thrown"],
    [7, "nothing was thrown"],
    [-1, "RangeError: Expected `demand` to be an integer from 0 up, got `-1`"],
    [1.5, "TypeError: Expected `demand` to be an integer from 0 up, got `1.5`"],
    ["7", 'TypeError: Expected `demand` to be an integer from 0 up, got `"7"`'],
  ])("checkDemand(%o): %s (S-16)", (demand, message) => {
    expect(messageOf(() => checkDemand(demand))).toBe(message);
  });

  test.each<[unknown, string]>([
    [0, "nothing was thrown"],
    [0.5, "nothing was thrown"],
    [-1, "TypeError: Expected `ms` to be a number of milliseconds from 0 up, got `-1`"],
    [NaN, "TypeError: Expected `ms` to be a number of milliseconds from 0 up, got `NaN`"],
    ["7", 'TypeError: Expected `ms` to be a number of milliseconds from 0 up, got `"7"`'],
  ])("checkMs(%o): %s", (ms, message) => {
    expect(messageOf(() => checkMs("ms", ms))).toBe(message);
  });
});

test.each(["maxdemand", "max_demand", "MAX_DEMAND", "maxDemand_"])(
  "subscriptionSettings() tells the slip %s from a key of one's own (S-4)",
  (key) => {
    expect(() => subscriptionSettings({ to: "feed", [key]: 5 })).toThrow(
      new TypeError(`Unknown option \`${key}\` of the subscription: did you mean \`maxDemand\`?`),
    );
  },
);

test("subscriptionSettings() lets a key of one's own pass (S-4)", () => {
  const given = { to: "feed", colour: 3, max: 4 };
  expect(subscriptionSettings(given).options).toMatchObject({ colour: 3, max: 4 });
});

describe("checkOptions", () => {
  test.each([5, "x", null, true])("refuses %j, which is no object", (given) => {
    expect(() => checkOptions(given, "idle()", ["signal"])).toThrow(
      new TypeError(`Expected the options of idle() to be an object, got \`${given}\``),
    );
  });

  test("refuses a key that is not known, and names those that are", () => {
    expect(() => checkOptions({ a: 1, c: 2 }, "it", ["a", "b"])).toThrow(
      new TypeError("Unknown option `c`: it takes `a`, `b`"),
    );
    expect(() => checkOptions({ a: 1 }, "it", ["a", "b"])).not.toThrow();
  });
});

describe("a time span that has to end", () => {
  const sentence = "Expected `ms` to be a finite number of milliseconds, got `Infinity`";
  const waits: Record<string, (stage: StageContext) => unknown> = {
    "stage.sleep": (stage) => stage.sleep(Infinity),
    "stage.sendAfter": (stage) => void stage.sendAfter(Infinity, "x"),
  };

  test.each(Object.entries(waits))("%s refuses Infinity", async (_name, wait) => {
    const { system } = virtualSystem({ log: false });
    const stage = system.start(actor((self) => ({ handleInfo: () => wait(self) as void })));
    system.send(stage, "x");
    await system.idle();
    expect(stage.exitReason).toEqual(new RangeError(sentence));
  });

  test("child.sleep, too", async () => {
    const { system, sentences } = virtualSystem();
    const stage = system.start(consumerSupervisor(async (_event, child) => child.sleep(Infinity)));
    await startChild(stage, "a");
    await system.idle();
    expect(sentences[0]).toContain(sentence);
  });
});
