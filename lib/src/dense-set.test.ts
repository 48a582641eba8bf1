import { describe, expect, test } from "vitest";
import { DenseSet } from "./dense-set.ts";

function members(count: number): { index: number; name: number }[] {
  return Array.from({ length: count }, (_, name) => ({ index: -1, name }));
}

describe("DenseSet", () => {
  test("holds what was added and not deleted, whatever the order", () => {
    const all = members(20);
    const set = new DenseSet<(typeof all)[number]>();
    for (const one of all) set.add(one);
    for (const i of [0, 19, 7, 18, 3]) set.delete(all[i] as (typeof all)[number]);
    const expected = all.filter((one) => ![0, 19, 7, 18, 3].includes(one.name));
    expect(set.toArray().toSorted((a, b) => a.name - b.name)).toEqual(expected);
    expect(set.size).toBe(15);
    for (const one of all) expect(set.has(one)).toBe(expected.includes(one));
  });

  test("delete() of what is not in it does nothing, also when its place was taken", () => {
    const [a, b] = members(2) as [{ index: number; name: number }, { index: number; name: number }];
    const set = new DenseSet<typeof a>();
    set.add(a);
    set.delete(b);
    set.delete(a);
    set.delete(a);
    set.add(b);
    set.delete(a);
    expect(set.toArray()).toEqual([b]);
  });

  test("a member that left can come back", () => {
    const [a] = members(1) as [{ index: number; name: number }];
    const set = new DenseSet<typeof a>();
    set.add(a);
    set.delete(a);
    set.add(a);
    expect(set.has(a)).toBe(true);
  });
});
