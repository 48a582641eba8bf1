import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { outputFolder } from "./output-folder.ts";

describe("outputFolder", () => {
  let folder: string;
  let submissions: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "headgate-out-"));
    submissions = join(folder, "submissions");
    mkdirSync(join(submissions, "ada"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const results = (...files: string[]): Map<string, string> => {
    const written = ["results.json", ...files];
    return new Map(
      written.map((name) => [
        name,
        name === "results.json"
          ? JSON.stringify({ format: "headgate-results", files: written })
          : name,
      ]),
    );
  };
  const open = (name: string, force = false, names: string[] = []) =>
    outputFolder(join(folder, name), submissions, force, names);

  test("says that no folder can be made, also where Node tries for ever", () => {
    writeFileSync(join(folder, "file"), "");
    const parent = process.platform === "linux" ? "/proc/none" : join(folder, "file");
    expect(() => outputFolder(join(parent, "out"), submissions, false, [])).toThrow(
      /out cannot be written to \(\w+\); choose another folder for --out\.$/,
    );
  });

  test("makes a folder that is not there, and takes an empty one", () => {
    open("out").write(results("grades.csv", "feedback/ada.html"));
    expect(readdirSync(join(folder, "out")).sort()).toEqual([
      "feedback",
      "grades.csv",
      "results.json",
    ]);
    mkdirSync(join(folder, "empty"));
    open("empty").write(results());
  });

  test("replaces an earlier grading and removes what is left of it", () => {
    open("out").write(results("grades.csv", "feedback/ada.html"));
    writeFileSync(join(folder, "out", "notes.txt"), "mine");
    open("out").write(results("grades.csv", "feedback/bob.html"));
    expect(readdirSync(join(folder, "out", "feedback"))).toEqual(["bob.html"]);
    expect(existsSync(join(folder, "out", "notes.txt"))).toBe(true);
  });

  test("refuses a folder that holds something else, and with force replaces none of it", () => {
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "grades.csv"), "mine");
    expect(() => open("mine")).toThrow(/is not empty and holds no results/);
    expect(() => open("mine", true, ["grades.csv"])).toThrow(/was not written by a grading/);
    expect(readdirSync(join(folder, "mine"))).not.toContain("results.json");
    open("mine", true).write(results("feedback/ada.html"));
    expect(readFileSync(join(folder, "mine", "grades.csv"), "utf8")).toBe("mine");
  });

  test("refuses the submissions themselves, a file, and names in results.json that lead out", () => {
    expect(() => open("submissions")).toThrow(/lies within/);
    expect(() => open("submissions/ada/out")).toThrow(/lies within/);
    symlinkSync(submissions, join(folder, "link"));
    expect(() => open("link")).toThrow(/lies within/);
    writeFileSync(join(folder, "file"), "");
    expect(() => open("file")).toThrow(/is not a folder/);
    mkdirSync(join(folder, "out"));
    const lie = {
      format: "headgate-results",
      files: ["../submissions/ada", "/etc/hosts", "feedback/../../x"],
    };
    writeFileSync(
      join(folder, "out", "results.json"),
      JSON.stringify({ ...lie, files: [...lie.files, "results.json"] }),
    );
    open("out").write(results());
    expect(existsSync(join(submissions, "ada"))).toBe(true);
  });

  test("says before anything is graded that a folder cannot be made", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => open("file/x")).toThrow(/^.*cannot be written to \(ENOTDIR\); choose another/);
    open("out");
    expect(readdirSync(join(folder, "out"))).toEqual([]);
  });

  test("writes into a fresh folder when its own was taken away meanwhile", () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const output = open("out");
    rmSync(join(folder, "out"), { recursive: true });
    writeFileSync(join(folder, "out"), "");
    const written = output.write(results("grades.csv"));
    expect(readdirSync(written).sort()).toEqual(["grades.csv", "results.json"]);
    expect(said.mock.calls.join()).toContain(written);
    said.mockRestore();
  });

  test("replaces a link instead of following it", () => {
    open("out").write(results("grades.csv"));
    rmSync(join(folder, "out", "grades.csv"));
    writeFileSync(join(folder, "precious"), "precious");
    symlinkSync(join(folder, "precious"), join(folder, "out", "grades.csv"));
    open("out").write(results("grades.csv"));
    expect(readFileSync(join(folder, "precious"), "utf8")).toBe("precious");
  });

  test("takes away folders that it has emptied, and no others", () => {
    open("out").write(results("exercism/ada/counter.json", "exercism/bob/counter.json"));
    writeFileSync(join(folder, "out", "exercism", "ada", "mine.txt"), "mine");
    open("out").write(results("grades.csv"));
    expect(readdirSync(join(folder, "out", "exercism"))).toEqual(["ada"]);
    expect(readdirSync(join(folder, "out", "exercism", "ada"))).toEqual(["mine.txt"]);
  });

  test("leaves the journal, the adjustments, the lock and what was unpacked as they are, and takes them for no foreigners", () => {
    mkdirSync(join(folder, "out", ".intake-7"), { recursive: true });
    const kept = ["journal.jsonl", "adjustments.yaml", ".lock", ".draft-7"];
    for (const name of kept) writeFileSync(join(folder, "out", name), name);
    open("out").write(results("grades.csv"));
    writeFileSync(
      join(folder, "out", "results.json"),
      JSON.stringify({ format: "headgate-results", files: ["results.json", ...kept] }),
    );
    open("out").write(results());
    for (const name of kept) expect(readFileSync(join(folder, "out", name), "utf8")).toBe(name);
    expect(existsSync(join(folder, "out", ".intake-7"))).toBe(true);
  });

  test("a grading that was ended while it wrote does not stand in the way of the next", () => {
    mkdirSync(join(folder, "out", "gradescope"), { recursive: true });
    const list = { format: "headgate-results", files: ["grades.csv", "gradescope/ada.json"] };
    writeFileSync(join(folder, "out", ".unfinished.json"), JSON.stringify(list));
    for (const name of list.files) writeFileSync(join(folder, "out", name), "half");
    open("out").write(results("grades.csv"));
    expect(readdirSync(join(folder, "out")).sort()).toEqual(["grades.csv", "results.json"]);
    expect(readFileSync(join(folder, "out", "grades.csv"), "utf8")).toBe("grades.csv");
  });

  test("follows no folder that is a link", () => {
    open("out").write(results("gradescope/ada.json"));
    mkdirSync(join(folder, "elsewhere"));
    writeFileSync(join(folder, "elsewhere", "ada.json"), "precious");
    rmSync(join(folder, "out", "gradescope"), { recursive: true });
    symlinkSync(join(folder, "elsewhere"), join(folder, "out", "gradescope"));
    expect(() => open("out")).toThrow(/gradescope is not a folder/);
    expect(readFileSync(join(folder, "elsewhere", "ada.json"), "utf8")).toBe("precious");
  });
});
