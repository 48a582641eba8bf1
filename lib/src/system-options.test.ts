import { describe, expect, test } from "vitest";
import { RealScheduler, VirtualScheduler } from "./scheduler.ts";
import { type SystemOptions, systemSettings } from "./system-options.ts";

describe("systemSettings", () => {
  test("by default: the host's clock, first come first served, no trace", () => {
    const settings = systemSettings({});
    expect(settings.scheduler).toBeInstanceOf(RealScheduler);
    expect(settings).toMatchObject({ isShuffled: false, traceLimit: undefined });
  });

  test("clock: virtual and a seed make time stand still and the order one of chance", () => {
    const settings = systemSettings({ clock: "virtual", seed: 7 });
    expect(settings.scheduler).toBeInstanceOf(VirtualScheduler);
    expect(settings.isShuffled).toBe(true);
  });

  test.each([
    [true, 100_000],
    [false, undefined],
    [{ limit: 2 }, 2],
    [{}, 100_000],
    [{ details: true }, 100_000],
  ])("trace: %j bounds it to %s entries", (trace, limit) => {
    expect(systemSettings({ trace }).traceLimit).toBe(limit);
  });

  test.each([
    [true, false],
    [{ limit: 2 }, false],
    [{ details: true }, true],
    [false, false],
  ])("trace: %j has details: %s", (trace, details) => {
    expect(systemSettings({ trace }).hasTraceDetails).toBe(details);
  });

  test("log: false is told everything and says nothing", () => {
    expect(() => systemSettings({ log: false }).log("a stage crashed")).not.toThrow();
  });

  test.each<[object, string]>([
    [{ clock: "fake" }, 'Expected `clock` to be "real" or "virtual", got `fake`'],
    [{ seed: 1.5 }, "Expected `seed` to be an integer, got `1.5`"],
    [{ seed: "7" }, "Expected `seed` to be an integer, got `7`"],
    [{ trace: { limit: 1 } }, "Expected `limit` of `trace` to be an integer from 2 up, got `1`"],
    [{ trace: { details: 1 } }, "Expected `details` of `trace` to be true or false, got `1`"],
    [{ trace: null }, "Expected `trace` to be true, false or { limit, details }, got `null`"],
    [{ trace: "yes" }, "Expected `trace` to be true, false or { limit, details }, got `yes`"],
    [{ log: "console" }, "Expected `log` to be a function or false, got `console`"],
    [
      { virtual: true },
      "Unknown option `virtual`: a system takes `clock`, `seed`, `delivery`, `trace`, `log`, `signal`",
    ],
  ])("%j throws a TypeError", (options, message) => {
    expect(() => systemSettings(options as SystemOptions)).toThrow(new TypeError(message));
  });
});
