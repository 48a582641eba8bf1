import { describe, expect, test } from "vitest";
import type { Entry, FolderEntry } from "./entries.ts";
import { zipFolder } from "./zip-folder.ts";
import { zipOf, zipOfTexts, type TestEntry } from "./zip.fixture.ts";

const open = (zip: Buffer): ReturnType<typeof zipFolder> =>
  zipFolder(zip, { shown: "z", entries: 100 });

/** Every entry of a folder by its way: a text, why it is refused, or what reading it says. */
async function contents(folder: FolderEntry): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  const say = async (entry: Entry): Promise<void> => {
    if (entry.kind === "folder") for (const one of entry.entries()) await say(one);
    else if (entry.kind === "refused") all[entry.shown] = `refused: ${entry.why}`;
    else
      all[entry.shown] = await entry.read(3_000_000).then(
        (bytes) => (bytes.length > 100 ? `${bytes.length} bytes` : bytes.toString("utf8")),
        (error: Error) => `unreadable: ${error.message}`,
      );
  };
  await say(folder);
  return all;
}

describe("zipFolder", () => {
  test("is a folder, packed or stored, with names in UTF-8 or as DOS had them", async () => {
    const { folder, refused } = await open(
      zipOf([
        { name: "b/c/", data: "", method: 0 },
        { name: "./b/töpfe.ts", data: "é", flags: 0 },
        { name: Buffer.from([0x84, 0x2e, 0x74, 0x73]), data: "ä", method: 0, flags: 0 },
        { name: "a.ts", data: "" },
      ]),
    );
    expect(refused).toEqual([]);
    expect(await contents(folder)).toEqual({ "z/b/töpfe.ts": "é", "z/ä.ts": "ä", "z/a.ts": "" });
  });

  const long = `${"x".repeat(300)}.ts`;
  test.each<[string | Buffer, string]>([
    ["../a.ts", "leads out of its folder (..)"],
    ["a/../../b.ts", "leads out of its folder (..)"],
    ["/etc/a.ts", "has an absolute path"],
    ["C:a.ts", "has a drive letter in its path"],
    ["C:/a.ts", "has a drive letter in its path"],
    ["a\\..\\b.ts", "has a backslash in its name"],
    ["a\0.ts", "has a NUL in its name"],
    ["a//b.ts", "has an empty name"],
    ["", "has an empty name"],
    [Buffer.from([0xff, 0xfe, 0x61]), "has a name that is not UTF-8"],
    ["con", "has a name that Windows keeps for a device"],
    ["a/NUL.ts", "has a name that Windows keeps for a device"],
    ["com1.ts", "has a name that Windows keeps for a device"],
    [long, "has too long a name"],
    [`${"d/".repeat(20)}a.ts`, "lies more than 16 folders deep"],
  ])("refuses %j and keeps the rest", async (name, why) => {
    const { folder, refused } = await open(
      zipOf([
        { name, data: "x" },
        { name: "good.ts", data: "g" },
      ]),
    );
    expect(refused.map((one) => one.why)).toEqual([why]);
    expect(await contents(folder)).toEqual({ "z/good.ts": "g" });
  });

  const clash =
    "refused: differs from another entry in capitals, accents' composition or final dots only";
  test.each<[string, TestEntry[], Record<string, string>]>([
    [
      "a link",
      [{ name: "a", data: "/etc/passwd", mode: 0o120777 }],
      { "z/a": "refused: is a link, and links are not followed" },
    ],
    ["a device", [{ name: "a", mode: 0o020666 }], { "z/a": "refused: is not a regular file" }],
    ["encrypted", [{ name: "a", flags: 0x801 }], { "z/a": "refused: is encrypted" }],
    [
      "an unknown method",
      [{ name: "a", method: 99 }],
      { "z/a": "refused: is packed in a way that is not read (method 99)" },
    ],
    [
      "a name twice",
      [
        { name: "a.ts", data: "1" },
        { name: "a.ts", data: "2" },
      ],
      { "z/a.ts": "refused: is in the archive more than once" },
    ],
    ["capitals", [{ name: "a.ts" }, { name: "A.ts" }], { "z/a.ts": clash, "z/A.ts": clash }],
    [
      "capitals of a folder",
      [{ name: "b/a.ts" }, { name: "B/c.ts" }],
      { "z/b/a.ts": clash, "z/B/c.ts": clash },
    ],
    [
      "composition",
      [{ name: "\u00e9.ts" }, { name: "e\u0301.ts" }],
      { "z/\u00e9.ts": clash, "z/e\u0301.ts": clash },
    ],
    ["a final dot", [{ name: "a.ts" }, { name: "a.ts." }], { "z/a.ts": clash, "z/a.ts.": clash }],
    [
      "a file and a folder",
      [{ name: "a" }, { name: "a/b.ts" }],
      { "z/a/b.ts": "refused: is a file and a folder at once" },
    ],
  ])("refuses %s", async (_what, entries, wanted) => {
    const { folder } = await open(zipOf([...entries, { name: "good.ts", data: "g" }]));
    expect(await contents(folder)).toEqual({ ...wanted, "z/good.ts": "g" });
  });

  test.each<[string, TestEntry, RegExp]>([
    [
      "too small a size",
      { name: "a", data: "abc", size: 1 },
      /a has 3 bytes, and its archive says 1;/,
    ],
    [
      "too large a size",
      { name: "a", data: "abc", size: 4e9 },
      /a has 3 bytes, and its archive says 4000000000;/,
    ],
    [
      "a size, stored",
      { name: "a", data: "abc", size: 9, method: 0 },
      /a has 3 bytes, and its archive says 9;/,
    ],
    ["a checksum", { name: "a", data: "abc", crc: 1 }, /a is damaged \(its checksum is wrong\)/],
    [
      "a bomb",
      { name: "a", data: Buffer.alloc(2_000_000), size: 10 },
      /a grows more than 200 times/,
    ],
    [
      "a file just too large",
      { name: "a", data: Buffer.alloc(3_000_500), method: 0 },
      /a has more than 3000000 bytes/,
    ],
    [
      "a large file",
      { name: "a", data: Buffer.alloc(3_500_000), method: 0, size: 10 },
      /a has more than 3000000 bytes/,
    ],
  ])("does not believe %s", async (_what, entry, problem) => {
    const { folder } = await open(zipOf([entry, { name: "good.ts", data: "g" }]));
    expect(await contents(folder)).toEqual({
      "z/a": expect.stringMatching(problem),
      "z/good.ts": "g",
    });
  });

  test("damaged data costs its entry alone", async () => {
    const zip = zipOf([
      { name: "a", data: "abcabcabcabcabc" },
      { name: "b", data: "b" },
    ]);
    zip.fill(0xff, 31, 36);
    const { folder } = await open(zip);
    expect(await contents(folder)).toEqual({
      "z/a": expect.stringMatching(/^unreadable: z\/a is damaged \(/),
      "z/b": "b",
    });
  });

  test.each<[string, Buffer, RegExp]>([
    [
      "too many entries",
      zipOf(Array.from({ length: 101 }, (_, n) => ({ name: `${n}` }))),
      /more than 100 entries/,
    ],
    [
      "more entries said than there are",
      zipOf([{ name: "a" }], { count: 3 }),
      /cannot be opened as a zip/,
    ],
    ["strong encryption", zipOf([{ name: "a", flags: 0x841 }]), /strong encryption/],
    ["cut short", zipOfTexts({ a: "abc" }).subarray(0, -30), /cannot be opened as a zip/],
    ["nothing at all", Buffer.alloc(0), /cannot be opened as a zip/],
  ])("refuses an archive with %s", async (_what, zip, problem) => {
    await expect(open(zip)).rejects.toThrow(
      expect.objectContaining({ name: "UnreadableFile", message: expect.stringMatching(problem) }),
    );
  });
});
