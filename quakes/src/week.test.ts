import { describe, expect, test } from "vitest";
import { decode, encode } from "./columns.ts";
import { printColumns, readRecorded } from "./generate.ts";
import type { Quake } from "./quake.ts";
import { columns } from "./week-columns.ts";
import { week } from "./week.ts";
import { readFileSync } from "node:fs";

function counts(field: keyof Quake): Record<string, number> {
  const found: Record<string, number> = {};
  for (const quake of week) found[String(quake[field])] = (found[String(quake[field])] ?? 0) + 1;
  return found;
}

describe("week", () => {
  test("equals the recorded feed, value for value", () => {
    expect(week).toEqual(readRecorded());
  });

  test("has the counts that the README states", () => {
    expect(week).toHaveLength(1707);
    const nets = {
      ci: 386,
      nc: 370,
      ak: 297,
      nn: 260,
      us: 168,
      pr: 62,
      uw: 51,
      hv: 46,
      uu: 33,
      mb: 28,
      nm: 5,
      se: 1,
    };
    expect(counts("net")).toEqual(nets);
    expect(counts("type")).toEqual({ earthquake: 1679, explosion: 15, "quarry blast": 13 });
    expect(counts("status")).toEqual({ automatic: 493, reviewed: 1214 });
    expect(week.filter((quake) => quake.mag < 0)).toHaveLength(44);
    expect(week.filter((quake) => quake.mag >= 4.5)).toHaveLength(85);
    expect(week.reduce((sum, quake) => sum + (quake.felt ?? 0), 0)).toBe(2887);
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    expect(readme).toContain(
      Object.entries(nets)
        .map(([net, count]) => `${net} ${count}`)
        .join(", "),
    );
  });

  test("is in strict order of time, each id once and led by its network", () => {
    for (const [index, quake] of week.entries()) {
      expect(quake.time).toBeGreaterThan(week[index - 1]?.time ?? 0);
      expect(quake.updated).toBeGreaterThan(quake.time);
      expect(quake.id.startsWith(quake.net)).toBe(true);
    }
    expect(new Set(week.map((quake) => quake.id)).size).toBe(1707);
  });

  test("is frozen, array and quakes", () => {
    expect(Object.isFrozen(week)).toBe(true);
    expect(week.every((quake) => Object.isFrozen(quake))).toBe(true);
  });
});

describe("columns", () => {
  test("decode() reads what encode() wrote", () => {
    expect(JSON.stringify(encode(decode(columns))) === JSON.stringify(columns)).toBe(true);
  });

  test("the generated module is what the generator prints today", () => {
    const text = readFileSync(new URL("./week-columns.ts", import.meta.url), "utf8");
    // Compared as a whole: a difference in 200 KB is of no use to a reader.
    expect(printColumns(readRecorded()) === text).toBe(true);
  });
});
