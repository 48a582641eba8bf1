import type * as FileSystem from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { Journal, type JournalEntry } from "./journal.ts";

const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof FileSystem>();
  const refusing =
    <Args extends unknown[], Result>(write: (...args: Args) => Result) =>
    (...args: Args): Result => {
      if (disk.isFull) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
      return write(...args);
    };
  return { ...fs, writeSync: refusing(fs.writeSync), fsyncSync: refusing(fs.fsyncSync) };
});

let path: string;
const complain = vi.spyOn(console, "error").mockImplementation(() => {});
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-journal-"));
  path = join(folder, "journal.jsonl");
  disk.isFull = false;
  complain.mockClear();
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  };
});

function entry(key: string): JournalEntry {
  const slug = "make";
  const grading = { slug, source: null, seed: 1, earned: 1, max: 1, repeated: false, checks: [] };
  return { key, student: "ada", slug, grading };
}

/** A journal of four, whose disk is full from now on. */
function journalOfFour(): Journal {
  const journal = new Journal(path);
  for (const key of ["a", "b", "c", "d"]) journal.add(entry(key));
  vi.advanceTimersToNextTimer();
  return journal;
}

test("a disk that is full ends the journal, says so once, and not the grading", () => {
  const journal = journalOfFour();
  disk.isFull = true;
  journal.add(entry("e"));
  expect(() => vi.runAllTimers()).not.toThrow();
  journal.add(entry("f"));
  expect(() => vi.runAllTimers()).not.toThrow();
  expect(() => journal.compact()).not.toThrow();
  expect(() => journal.close()).not.toThrow();
  expect(journal.get("f")).toEqual(entry("f").grading);
  expect(complain).toHaveBeenCalledTimes(1);
});

test("a disk that is full at the very end does not keep the journal from being closed", () => {
  const journal = journalOfFour();
  journal.add(entry("e"));
  disk.isFull = true;
  expect(() => journal.close()).not.toThrow();
});

test("a journal that cannot be made shorter stays as it is", () => {
  journalOfFour().close();
  const journal = new Journal(path);
  journal.get("a");
  disk.isFull = true;
  expect(() => journal.compact()).not.toThrow();
  expect(() => journal.forget(({ key }) => key === "a")).toThrow("cannot be written to (ENOSPC)");
  disk.isFull = false;
  journal.add(entry("e"));
  journal.close();
  expect(new Journal(path).size).toBe(5);
});
