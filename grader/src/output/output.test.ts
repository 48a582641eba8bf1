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
import type { CheckResult } from "@headgate/check/engine";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ExerciseResult, StudentResult } from "../class/results.ts";
import { feedbackHtml } from "./feedback-html.ts";
import { feedbackMarkdown } from "./feedback-markdown.ts";
import { feedbackName, feedbackNames } from "./feedback-name.ts";
import { gradesCsv } from "./grades-csv.ts";
import { outputFolder } from "./output-folder.ts";

const exercises = [
  { slug: "counter", title: "A <counter>", max: 4 },
  { slug: "finite-feed", title: "A finite feed", max: 3 },
];

function check(more: Partial<CheckResult>): CheckResult {
  return {
    id: "visible-1",
    name: "it",
    hidden: false,
    verdict: "wrong",
    points: 0,
    max: 2,
    message: "no",
    console: "",
    ms: 1,
    ...more,
  };
}

function student(
  name: string,
  points: (number | null)[],
  checks: readonly CheckResult[] = [],
): StudentResult {
  const graded = exercises.map(({ slug, max }, index): ExerciseResult => {
    return {
      slug,
      source: null,
      seed: 1,
      points: points[index] ?? null,
      max,
      repeated: false,
      checks: index === 0 ? checks : [],
    };
  });
  const sum = points.includes(null)
    ? null
    : points.reduce<number>((total, it) => total + (it ?? 0), 0);
  return {
    student: name,
    feedback: "x",
    notes: [],
    unreadable: [],
    points: sum,
    max: 7,
    exercises: graded,
  };
}

/** RFC 4180 to the letter: anything it does not allow throws. */
function strictCsv(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found) throw new Error(`not a cell at ${at}: ${text.slice(at, at + 20)}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === "\r\n") rows.push(row.splice(0));
  }
  if (row.length > 0) throw new Error("the last line does not end");
  return rows;
}

describe("gradesCsv", () => {
  const names = [
    "ada",
    "=1+2",
    "+x",
    "-x",
    "@x",
    "\tx",
    "\rx",
    'a "b", c',
    "two\nlines",
    "Ünïcode",
    " x ",
    "＝x",
    "'x",
  ];

  test("is read back cell by cell by a strict reader", () => {
    const text = gradesCsv(
      exercises,
      names.map((name) => student(name, [1.5, 2])),
    );
    const [head, ...rows] = strictCsv(text);
    expect(head).toEqual(["student", "counter", "finite-feed", "total"]);
    expect(rows.map((row) => row.slice(1))).toEqual(names.map(() => ["1.5", "2", "3.5"]));
    expect(rows.map(([name]) => name?.replace(/^'(?=[=+\-@\t\r＝])/, ""))).toEqual(names);
  });

  test("has no cell that a spreadsheet takes for a formula", () => {
    const cells = strictCsv(
      gradesCsv(
        exercises,
        names.map((name) => student(name, [0, 0])),
      ),
    ).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
  });

  test("leaves empty what was not graded by our fault", () => {
    expect(strictCsv(gradesCsv(exercises, [student("ada", [null, 2])]))[1]).toEqual([
      "ada",
      "",
      "2",
      "",
    ]);
  });
});

test("feedbackName is harmless and differs for every student", () => {
  const names = [
    "ada",
    "Ada",
    "a/b",
    "..",
    ".",
    "-rf",
    "CON",
    "nul.txt",
    "a\u202eb",
    "é",
    "e\u0301",
    "x".repeat(300),
    "<b>",
    "a b",
    "日本",
  ];
  const taken = new Set<string>();
  const made = names.map((name) => feedbackName(name, taken));
  expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of made) expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._ -]*$/u);
  expect(made[0]).toBe("ada");
  // A student may be called what the hash of another makes.
  const [, hashed = ""] = feedbackNames(["ada", "Ada"]);
  const names3 = feedbackNames(["ada", hashed.toLowerCase(), "Ada"]);
  expect(new Set(names3.map((name) => name.toLowerCase())).size).toBe(3);
  expect(made.at(-1)).toBe("日本");
});

describe("feedback", () => {
  const evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
  const result = student(
    `${evil}\u202e\u001b[2J`,
    [0, 0],
    [
      check({
        name: evil,
        message: `\`${evil}\``,
        expected: evil,
        got: evil,
        input: evil,
        console: `${evil}\u001b[31m\u0007`,
      }),
      check({
        id: "hidden-1",
        name: "hidden",
        hidden: true,
        expected: "THE SECRET",
        input: "THE INPUT",
        got: "seen",
        console: "THE PRINTED INPUT",
      }),
    ],
  );

  test("shows what a student wrote as text only", () => {
    const html = feedbackHtml({ ...result, notes: [evil] }, exercises);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    const tags = new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name));
    expect([...tags].sort()).toEqual([
      "body",
      "code",
      "dd",
      "div",
      "dl",
      "dt",
      "h1",
      "h2",
      "head",
      "html",
      "li",
      "main",
      "meta",
      "p",
      "section",
      "strong",
      "style",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "title",
      "tr",
      "ul",
    ]);
    expect(html).not.toMatch(/<[^>]*\son\w+=/i);
    // oxlint-disable-next-line no-control-regex
    expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
    expect(html).toContain("&lt;script&gt;");
  });

  test("shows of a hidden check what came back, and not what was wanted", () => {
    for (const text of [feedbackHtml(result, exercises), feedbackMarkdown(result, exercises)]) {
      expect(text).toContain("seen");
      expect(text).not.toContain("THE SECRET");
      expect(text).not.toContain("THE INPUT");
      expect(text).not.toContain("THE PRINTED INPUT");
    }
  });

  test("keeps markup out of Markdown", () => {
    const text = feedbackMarkdown(result, exercises);
    const outside = text.split("\n").filter((line) => !line.startsWith("    "));
    expect(outside.join("\n")).not.toMatch(/(?<!\\)</);
    expect(text).not.toContain("\u001b");
  });

  test("says when something could not be graded", () => {
    expect(feedbackHtml(student("ada", [null, 1]), exercises)).toContain("by no fault of yours");
  });
});

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
    expect(readdirSync(written).sort()).toEqual(["feedback", "grades.csv", "results.json"]);
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
});
