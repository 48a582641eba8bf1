import { expect, test } from "vitest";
import { Attribution, type TimerScope } from "./attribution.ts";

type Start = (callback: () => void, ms?: number) => unknown;

/** Timers that fire when the test says so. */
function handScope(): { scope: TimerScope; fire: () => void } {
  const waiting: (() => void)[] = [];
  const start: Start = (callback) => waiting.push(callback);
  return {
    scope: { setTimeout: start, setInterval: start },
    fire: () => waiting.shift()?.(),
  };
}

test("Attribution gives what a timer prints to the cell that set the timer", () => {
  const attribution = new Attribution();
  const { scope, fire } = handScope();
  attribution.watch(scope);
  const seen: number[] = [];
  attribution.begin(3);
  (scope.setTimeout as Start)(() => seen.push(attribution.cellOf(-1)), 10);
  attribution.end();
  attribution.begin(5);
  expect(attribution.cellOf(-1)).toBe(5);
  fire();
  expect(seen).toEqual([3]);
});

test("Attribution gives what the running cell's own text prints to that cell, whoever woke it", () => {
  const attribution = new Attribution();
  attribution.begin(5);
  attribution.active = 3; // A timer of cell 3 settled what cell 5 waits for.
  expect(attribution.cellOf(5)).toBe(5);
  expect(attribution.cellOf(3)).toBe(3);
  attribution.end();
  expect(attribution.cellOf(5)).toBe(3);
});

test("Attribution adds setImmediate, in order and revocable", async () => {
  const attribution = new Attribution();
  const { scope } = handScope();
  attribution.watch(scope);
  const immediate = scope.setImmediate as Start;
  const seen: string[] = [];
  attribution.begin(1);
  immediate(() => seen.push("a"));
  const revoked = immediate(() => seen.push("b"));
  immediate(() => seen.push("c"));
  (scope.clearImmediate as (id: unknown) => void)(revoked);
  await new Promise<void>((resolve) => immediate(resolve));
  expect(seen).toEqual(["a", "c"]);
});
