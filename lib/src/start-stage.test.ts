import { describe, expect, test } from "vitest";
import { consumer, producer } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { demandDispatcher } from "./dispatchers/demand-dispatcher.ts";
import { actor, counter, virtualSystem } from "./virtual-system.fixture.ts";

describe("start, the callbacks", () => {
  test.each([
    [consumer, "handle_info", "handleInfo"],
    [consumer, "handleinfo", "handleInfo"],
    [consumer, "HandleCall", "handleCall"],
    [consumer, "Terminate", "terminate"],
    [consumer, "handle_events", "handleEvents"],
    [producer, "format_discarded", "formatDiscarded"],
    [producer, "handledemand", "handleDemand"],
  ])("%o refuses the slip %s of %s", (define, slip, meant) => {
    const { system } = virtualSystem();
    const definition = define((() => ({ [slip]: () => {} })) as never);
    expect(() => system.start(definition as never)).toThrow(
      new TypeError(
        `Unknown callback \`${slip}\` of a ${definition.kind}: did you mean \`${meant}\`?`,
      ),
    );
    expect(system.whereis(`${definition.kind}-1`)).toBeUndefined();
  });

  test.each([
    [
      consumer,
      "maxDemand",
      "a subscription, not to the stage: write `subscribeTo: [{ to: producer, maxDemand: … }]`",
    ],
    [
      producer,
      "minDemand",
      "a subscription, not to a producer: put it where the consumer subscribes, `subscribeTo: [{ to: producer, minDemand: … }]`",
    ],
    [
      consumer,
      "subscribeTo",
      "the start of a stage, not to its callbacks: write `system.start(consumer, { subscribeTo: … })`",
    ],
    [
      producer,
      "bufferSize",
      "the start of a stage, not to its callbacks: write `system.start(producer, { bufferSize: … })`",
    ],
    [
      consumer,
      "bufferSize",
      "a producer or a producer-consumer, not to a consumer, which takes `name`, `subscribeTo`, `handlerTimeoutMs`",
    ],
  ])("%o refuses the option %s among them", (define, option, belongs) => {
    const { system } = virtualSystem();
    const handlers = { handleDemand: () => [], handleEvents: () => {} };
    const definition = define((() => ({ ...handlers, [option]: 10 })) as never);
    expect(() => system.start(definition as never)).toThrow(
      new TypeError(`Option \`${option}\` belongs to ${belongs}`),
    );
  });

  test("may stand beside names of one's own", () => {
    const { system } = virtualSystem();
    const own = { handle: 1, describe: () => "mine" };
    class Books {
      readonly bufferSize = 3;
      handleEvents(): void {}
    }
    expect(system.start(actor(() => own as object)).isAlive).toBe(true);
    expect(system.start(consumer(() => new Books())).isAlive).toBe(true);
  });
});

describe("start, the dispatcher (I-7)", () => {
  const call = ": call what makes it, as in `dispatcher: broadcastDispatcher()`";

  test.each<[string, unknown, string]>([
    ["broadcastDispatcher", broadcastDispatcher, `\`function (anonymous)\`${call}`],
    ["demandDispatcher", demandDispatcher, `\`function (anonymous)\`${call}`],
    ["() => undefined", () => undefined, "`undefined`"],
    ["one without `dispatch`", () => ({ subscribe() {}, cancel() {} }), "`{ subscribe, cancel }`"],
  ])("%s makes none and is refused", (_name, dispatcher, got) => {
    const { system } = virtualSystem();
    expect(() => system.start(counter(), { dispatcher: dispatcher as never })).toThrow(
      new TypeError(
        `Expected \`dispatcher\` to make { subscribe, cancel, ask, dispatch, info }, got ${got}`,
      ),
    );
    expect(system.whereis("producer-1")).toBeUndefined();
  });
});
