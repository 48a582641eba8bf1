import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { identifyScratch } from "./identify-scratch.ts";
import { bench } from "./intake.fixture.ts";

const { put, folder } = bench();

test("gives an empty folder of this process, and takes away what the dead left", () => {
  const cache = join(folder(), ".cache");
  // No system gives out this number.
  put(".cache/intake-99999999/left.ts", "");
  put(".cache/intake-1/of-another.ts", "");
  put(`.cache/intake-${process.pid}/old.ts`, "");
  put(".cache/build.json", "");
  const { path, remove } = identifyScratch(cache);
  expect(readdirSync(path)).toEqual([]);
  expect(readdirSync(cache).sort()).toEqual(
    ["build.json", "intake-1", `intake-${process.pid}`].sort(),
  );
  remove();
  remove();
  expect(existsSync(path)).toBe(false);
});

test("says in one sentence that it cannot", () => {
  expect(() => identifyScratch(join(put("file", ""), "cache"))).toThrow(
    /^Nothing can be unpacked in .*file.cache \(ENOTDIR\), the course's own folder/,
  );
});
