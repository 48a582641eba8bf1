import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { takeRunFolder } from "./run-folder.ts";

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "headgate-run-"));
  return () => rmSync(out, { recursive: true, force: true });
});

test("a run keeps its journal, its scratch folder and its lock in OUT, and leaves the journal alone", () => {
  const run = takeRunFolder(out);
  expect(readdirSync(out).sort()).toEqual(
    [`.intake-${process.pid}`, ".lock", "journal.jsonl"].sort(),
  );
  writeFileSync(join(run.scratch, "unpacked"), "");
  run.close();
  run.close();
  expect(readdirSync(out)).toEqual(["journal.jsonl"]);
});

test("what a killed run unpacked is removed, and nothing else", () => {
  mkdirSync(join(out, ".intake-1"));
  writeFileSync(join(out, ".intake-1", "unpacked"), "");
  mkdirSync(join(out, ".intake-mine"));
  takeRunFolder(out).close();
  expect(readdirSync(out).sort()).toEqual([".intake-mine", "journal.jsonl"]);
});

test("the lock is let go where the run cannot begin", () => {
  writeFileSync(join(out, "journal.jsonl"), "somebody's");
  expect(() => takeRunFolder(out)).toThrow("was not written by a grading");
  expect(existsSync(join(out, ".lock"))).toBe(false);
});
