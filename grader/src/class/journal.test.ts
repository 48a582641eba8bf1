import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { Journal, type JournalEntry } from "./journal.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-journal-"));
  path = join(folder, "journal.jsonl");
  return () => rmSync(folder, { recursive: true, force: true });
});

function entry(key: string, student = "ada"): JournalEntry {
  const slug = "make";
  const grading = {
    slug,
    source: "make.ts",
    seed: 1,
    earned: 1,
    max: 1,
    repeated: false,
    checks: [],
  };
  return { key, student, slug, grading };
}

function journalWith(...keys: string[]): void {
  const journal = new Journal(path);
  for (const key of keys) journal.add(entry(key));
  journal.close();
}

const keysIn = (): string[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as JournalEntry).key);

describe("Journal", () => {
  test("gives back what an earlier process wrote", () => {
    journalWith("a", "b");
    const journal = new Journal(path);
    expect(journal.size).toBe(2);
    expect(journal.get("a")).toEqual(entry("a").grading);
    expect(journal.get("c")).toBeUndefined();
    expect([...journal.subjects]).toEqual(["ada\0make"]);
    journal.close();
  });

  test("writes what was added in one turn with the next", async () => {
    const journal = new Journal(path);
    journal.add(entry("a"));
    journal.add(entry("b"));
    await new Promise((done) => setImmediate(done));
    expect(keysIn()).toEqual(["a", "b"]);
    journal.close();
  });

  test.each([3, 20, 60])("cuts off a line of which only %i characters were written", (length) => {
    journalWith("a");
    const whole = readFileSync(path, "utf8");
    appendFileSync(path, JSON.stringify(entry("b")).slice(0, length));
    const journal = new Journal(path);
    expect(readFileSync(path, "utf8")).toBe(whole);
    journal.add(entry("c"));
    journal.close();
    expect(keysIn()).toEqual(["a", "c"]);
  });

  test("begins anew where even the first line was torn", () => {
    writeFileSync(path, '{"ke');
    journalWith("a");
    expect(keysIn()).toEqual(["a"]);
  });

  test("passes over a line in the middle that is no grading", () => {
    journalWith("a");
    appendFileSync(path, '{"key":"b"}\n\0\0\0\nnull\n');
    journalWith("c");
    const journal = new Journal(path);
    expect(journal.size).toBe(2);
    journal.close();
  });

  test("keeps away from somebody else's file, and from a link", () => {
    writeFileSync(path, "mine");
    expect(() => new Journal(path)).toThrow("was not written by a grading");
    expect(readFileSync(path, "utf8")).toBe("mine");
    symlinkSync(path, join(folder, "link.jsonl"));
    expect(() => new Journal(join(folder, "link.jsonl"))).toThrow("cannot be written to");
  });
});

describe("Journal leaves out", () => {
  test("what is forgotten", () => {
    journalWith("a", "b");
    const journal = new Journal(path);
    journal.forget(({ key }) => key === "a");
    expect(journal.get("a")).toBeUndefined();
    journal.add(entry("c"));
    journal.close();
    expect(keysIn()).toEqual(["b", "c"]);
  });

  test("what a run had no use for, when that is more than half", () => {
    journalWith("a", "b", "c", "d");
    for (const [used, left] of [
      [["a", "b"], 4],
      [["a"], 1],
    ] as const) {
      const journal = new Journal(path);
      for (const key of used) journal.get(key);
      journal.compact();
      journal.close();
      expect(keysIn()).toHaveLength(left);
    }
  });
});
