import { describe, expect, test } from "vitest";
import type { Jail } from "../jail/jail.ts";
import { WarmYard } from "./warm-yard.ts";

/** A yard that counts, with jails that only live and die. */
function countingYard() {
  const made: { isAlive: boolean; kill(): void }[] = [];
  const next = (): Jail => {
    const jail = { isAlive: true, kill: () => void (jail.isAlive = false) };
    made.push(jail);
    return jail as unknown as Jail;
  };
  return { made, yard: { next, close: () => {} } };
}

describe("WarmYard", () => {
  test("hands out the jail that was made beforehand, once", () => {
    const { made, yard } = countingYard();
    const warm = new WarmYard(yard);
    warm.refill();
    warm.refill();
    expect(made).toHaveLength(1);
    const first = warm.next();
    expect(made).toHaveLength(1);
    expect(warm.next()).not.toBe(first);
  });

  test("hands out no jail that has died meanwhile, and leaves none alive", () => {
    const { made, yard } = countingYard();
    const warm = new WarmYard(yard);
    warm.refill();
    made[0]!.kill();
    expect(warm.next().isAlive).toBe(true);
    warm.refill();
    warm.close();
    expect(made.at(-1)!.isAlive).toBe(false);
  });
});
