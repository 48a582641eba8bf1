import { describe, expect, test } from "vitest";
import { formulasIn, readCsv } from "./csv-reader.fixture.ts";
import { csvText, safeText } from "./csv.ts";
import { gradesCsv, gradesLongCsv } from "./grades-csv.ts";
import {
  hostileTexts,
  sampleCheck,
  sampleClass,
  sampleExercise,
  sampleStudent,
} from "./sample-class.fixture.ts";

const names = [
  "ada",
  ..."=+-@\t\r\n＝＋－＠".split("").map((sign) => `${sign}1+2`),
  " =1+2",
  "\ufeff=1",
  'a "b", c',
  "two\nlines",
  "a;b",
  "Ünïcode 日本",
  " x ",
  "'x",
  "",
  ...hostileTexts,
];

describe("csvText and safeText", () => {
  test("what goes in comes out, but for the quote in front of what begins like a formula", () => {
    const rows = readCsv(csvText(names.map((name) => [safeText(name), "x"])));
    expect(rows.map(([name]) => name)).toEqual(names.map(safeText));
    expect(formulasIn(rows)).toEqual([]);
    expect(names.filter((name) => safeText(name) !== name).length).toBeGreaterThan(12);
    expect(safeText("ada + bob")).toBe("ada + bob");
  });

  test("a bare formula would be found", () => {
    expect(formulasIn([["=1"], ["＝1"], [" @x"], ["-1"], ["x"]])).toEqual(["=1", "＝1", " @x"]);
  });

  test("takes another delimiter", () => {
    expect(readCsv(csvText([["a;b", "c,d"]], ";"), ";")).toEqual([["a;b", "c,d"]]);
  });
});

describe("gradesCsv", () => {
  const graded = (points: number | null): ReturnType<typeof sampleExercise> =>
    sampleExercise("counter", [sampleCheck({ points: points ?? 0, max: 4 })], { points });
  const missing = sampleExercise("feed", [sampleCheck({ verdict: "not submitted", max: 3 })], {
    source: null,
  });
  const exercises = [
    { slug: "counter", title: "A counter", max: 4 },
    { slug: "feed", title: "A feed", max: 3 },
  ];

  test("has a row per student, in numbers; empty is what was not graded by our fault", () => {
    const students = [
      sampleStudent("ada", [graded(1.505), missing], { name: "Ada Byron" }),
      sampleStudent("bob", [graded(null), missing]),
    ];
    expect(readCsv(gradesCsv(exercises, students))).toEqual([
      ["student", "name", "counter", "feed", "total", "submitted"],
      ["ada", "Ada Byron", "1.51", "0", "1.51", "1"],
      ["bob", "bob", "", "0", "", "1"],
    ]);
  });

  test("is read back cell by cell whatever students are called", () => {
    const students = names.map((name) => sampleStudent(name, [graded(2), missing]));
    const [, ...rows] = readCsv(gradesCsv(exercises, students));
    expect(rows.map(([key]) => key)).toEqual(names.map(safeText));
    expect(new Set(rows.map((row) => row.slice(2).join()))).toEqual(new Set(["2,0,2,1"]));
  });
});

describe("gradesLongCsv", () => {
  test("has a row per check and says what was not submitted", () => {
    const checks = [
      sampleCheck({ verdict: "correct", points: 2, message: "", ms: 12.4 }),
      sampleCheck({ id: "hidden-1", hidden: true, verdict: "internal", message: "=broken" }),
      sampleCheck({ id: "hidden-2", hidden: true, verdict: "not submitted", message: "none" }),
    ];
    const student = sampleStudent("ada", [sampleExercise("counter", checks)], { attempt: "late" });
    const [head, ...rows] = readCsv(gradesLongCsv([student]));
    expect(head?.join()).toBe(
      "student,name,attempt,exercise,check,check name,hidden,verdict,points,max,ms,message",
    );
    const same = ["ada", "ada", "late", "counter"];
    const name = "hands out what was asked for";
    expect(rows).toEqual([
      [...same, "visible-1", name, "no", "correct", "2", "2", "12", ""],
      [...same, "hidden-1", name, "yes", "internal", "", "2", "1", "'=broken"],
      [...same, "hidden-2", name, "yes", "not submitted", "0", "2", "1", "none"],
    ]);
  });

  test("of a hostile class every cell comes back and none is a formula", () => {
    const { exercises, students } = sampleClass(30, 3, true);
    const long = readCsv(gradesLongCsv(students));
    expect(long).toHaveLength(30 * 3 * 9 + 1);
    const messages = students.flatMap((it) => it.exercises.flatMap(({ checks }) => checks));
    expect(long.slice(1).map((row) => row.at(-1))).toEqual(
      messages.map(({ message }) => safeText(message)),
    );
    expect(formulasIn([...long, ...readCsv(gradesCsv(exercises, students))])).toEqual([]);
  });
});
