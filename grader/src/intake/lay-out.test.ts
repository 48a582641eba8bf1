import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FileEntry, FolderEntry } from "./entries.ts";
import { bench, textsBelow } from "./intake.fixture.ts";
import { limits, Scratch } from "./lay-out.ts";

const { folder } = bench();
const file = (name: string, bytes = 1): FileEntry => ({
  kind: "file",
  name,
  shown: name,
  read: async (limit) => Buffer.alloc(Math.min(bytes, limit), "x"),
});
const folderOf = (name: string, entries: FolderEntry["entries"]): FolderEntry => ({
  kind: "folder",
  name,
  shown: name,
  entries,
});

describe("LaidOut", () => {
  test("takes what may hold an answer, under names that harm nowhere", async () => {
    const laid = new Scratch(folder()).attempt();
    const names = [
      "a.ts",
      "b.ipynb",
      "c.js",
      ".d.ts",
      "e?.ts",
      "f.rar",
      `${"g".repeat(240)}.ts`,
      "a\u200b.ts",
    ];
    for (const name of names) await laid.take(file(name), [name]);
    const skipped = folderOf("node_modules", () => [file("h.ts")]);
    await laid.take(skipped, ["node_modules"]);
    laid.close();
    expect(Object.keys(textsBelow(laid.root))).toEqual(
      ["a.ts", "a_.ts", "b.ipynb", "e_.ts", `${"g".repeat(40)}~.ts`].sort(),
    );
    expect(laid.unreadable.map(({ message }) => message)).toEqual([
      "f.rar is an archive that is not read; ask for a zip.",
    ]);
  });

  test("stops where one student, or all of them, hand in too much", async () => {
    const scratch = new Scratch(folder());
    scratch.bytesLeft = 30;
    const laid = scratch.attempt();
    for (const name of ["a.ts", "b.ts"]) await laid.take(file(name, 20), [name]);
    expect(Object.values(textsBelow(laid.root)).join("")).toHaveLength(30);
    expect(scratch.bytesLeft).toBe(0);
    const many = Array.from({ length: limits.entriesEach + 50 }, (_, n) => file(`${n}.txt`));
    await laid.takeAll(
      folderOf("many", () => many),
      ["many"],
    );
    const deep = (depth: number): FolderEntry => folderOf("d", () => [deep(depth + 1)]);
    const other = scratch.attempt();
    await other.takeAll(deep(0), []);
    expect([...laid.unreadable, ...other.unreadable].map(({ message }) => message)).toEqual([
      "There are more than 5000 files; the rest was not looked at.",
      "Folders more than 12 levels deep were not looked at.",
    ]);
  });

  test("two files that would be one are not both taken", async () => {
    const laid = new Scratch(folder()).attempt();
    for (const name of ["a?.ts", "a*.ts"]) await laid.take(file(name), [name]);
    expect(Object.keys(textsBelow(laid.root))).toEqual(["a_.ts"]);
    expect(laid.unreadable.map(({ message }) => message)).toEqual([
      "a*.ts has the name of another file, and was passed over.",
    ]);
    expect(join(folder(), "00001")).toBe(laid.root);
  });

  test("what the system will not do is no student's fault", async () => {
    const laid = new Scratch(folder()).attempt();
    await laid.take(file("a.ts"), ["a.ts"]);
    await laid.take(file("b.ts"), ["a.ts", "b.ts"]);
    expect(laid.unreadable.map(({ message, isOurs }) => [message, isOurs])).toEqual([
      ["b.ts cannot be read (EEXIST).", true],
    ]);
  });
});
