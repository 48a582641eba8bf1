import { describe, expect, test } from "vitest";
import { RealScheduler, VirtualScheduler } from "./scheduler.ts";

function fireAll(scheduler: VirtualScheduler): void {
  while (scheduler.fireNext()) continue;
}

describe("VirtualScheduler", () => {
  test("starts at 0 and stands still", () => {
    expect(new VirtualScheduler().now()).toBe(0);
  });

  test("fireNext() goes from timer to timer, those of one instant in the order they were set", () => {
    const scheduler = new VirtualScheduler();
    const fired: string[] = [];
    const set = (ms: number, name: string): unknown =>
      scheduler.setTimer(ms, () => fired.push(`${name}@${scheduler.now()}`));
    set(30, "c");
    set(10, "a");
    set(30, "d");
    set(20, "b");
    set(30, "e");
    fireAll(scheduler);
    expect(fired).toEqual(["a@10", "b@20", "c@30", "d@30", "e@30"]);
  });

  test("keeps a thousand timers in order, whatever order they were set in", () => {
    const scheduler = new VirtualScheduler(5);
    const fired: number[] = [];
    for (let i = 0; i < 1000; i++) {
      const ms = Math.floor(scheduler.random() * 300);
      scheduler.setTimer(ms, () => fired.push(ms));
    }
    fireAll(scheduler);
    expect(fired).toEqual([...fired].sort((a, b) => a - b));
    expect(fired).toHaveLength(1000);
  });

  test("a timer that was cleared does not fire, and nextAt() passes over it", () => {
    const scheduler = new VirtualScheduler();
    const timer = scheduler.setTimer(10, () => {
      throw new Error("fired");
    });
    scheduler.setTimer(20, () => {});
    scheduler.clearTimer(timer);
    expect(scheduler.nextAt()).toBe(20);
    expect(scheduler.fireNext()).toBe(true);
    expect(scheduler.now()).toBe(20);
  });

  test("a timer set by a timer counts from that instant, one of the past is due now", () => {
    const scheduler = new VirtualScheduler();
    const at: number[] = [];
    scheduler.setTimer(10, () => {
      scheduler.setTimer(5, () => at.push(scheduler.now()));
      scheduler.setTimer(-5, () => at.push(scheduler.now()));
    });
    fireAll(scheduler);
    expect(at).toEqual([10, 15]);
  });

  test("without timers there is no next, and moveTo() moves forward only", () => {
    const scheduler = new VirtualScheduler();
    expect(scheduler.nextAt()).toBe(Infinity);
    expect(scheduler.fireNext()).toBe(false);
    scheduler.moveTo(7);
    scheduler.moveTo(3);
    expect(scheduler.now()).toBe(7);
  });

  test("random() is the same for the same seed, and from 0 up to but without 1", () => {
    const draw = (seed: number): number[] => {
      const { random } = new VirtualScheduler(seed);
      return Array.from({ length: 100 }, () => random());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    for (const n of draw(7)) expect(n >= 0 && n < 1).toBe(true);
  });
});

describe("RealScheduler", () => {
  test("does not fire a timer at once that is longer than the host's longest", async () => {
    const scheduler = new RealScheduler();
    let hasFired = false;
    const timer = scheduler.setTimer(Infinity, () => (hasFired = true));
    await new Promise<void>((resolve) => void scheduler.setTimer(5, resolve));
    scheduler.clearTimer(timer);
    expect(hasFired).toBe(false);
  });

  test("draws the same numbers as a virtual one of the same seed", () => {
    expect(new RealScheduler(7).random()).toBe(new VirtualScheduler(7).random());
  });
});
