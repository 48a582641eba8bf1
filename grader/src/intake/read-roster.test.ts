import { describe, expect, test } from "vitest";
import { bench } from "./intake.fixture.ts";
import type { Roster } from "./intake.ts";
import { readRoster } from "./read-roster.ts";

const { put, folder } = bench();
const read = (content: string | Buffer): Roster => readRoster(put("r.csv", content));

describe("readRoster", () => {
  test("reads Canvas's gradebook, and keeps it as it is", () => {
    const roster = read(
      'Student,ID,SIS User ID,SIS Login ID,Section,"Counter, I (55)"\r\n,,,,,Manual Posting\r\n    Points Possible,,,,,10\r\n"Lovelace, Ada",1001,s1,ada@x.org,"A and B",\r\n"=""=evil""",1002,,eve,A,\r\n"Student, Test",1999,,f00,A,\r\n',
    );
    expect(roster.form).toBe("canvas");
    expect(roster.students).toEqual([
      {
        key: "1001",
        name: "Lovelace, Ada",
        id: "1001",
        sisId: "s1",
        login: "ada@x.org",
        section: "A and B",
      },
      { key: "1002", name: "=evil", id: "1002", login: "eve", section: "A" },
    ]);
    expect(roster.table).toHaveLength(6);
    expect(roster.table[2]![0]).toBe("    Points Possible");
    expect(roster.rowOf.get("1002")).toBe(4);
    expect(roster.setAside).toEqual([
      { id: "1999", row: "line 6: Student, Test, 1999, f00", why: "is Canvas's test student" },
    ]);
  });

  test("reads Canvas's gradebook with two columns of names", () => {
    const { form, students } = read(
      "LastName;FirstName;ID;SIS Login ID;Section\nLovelace;Ada;1;ada;A\n",
    );
    expect([form, students[0]!.name]).toEqual(["canvas", "Lovelace, Ada"]);
  });

  test("reads Moodle's worksheet with its times", () => {
    const { form, students, handedIn } = read(
      '\ufeffIdentifier,"Full name","ID number","Email address",Status,Grade,"Last modified (submission)"\nParticipant 501,Ada Lovelace,s1,ada@x.org,Submitted - 3 mins late,,"Sunday, 1 November 2026, 12:05 AM"\nParticipant 502,Bob,,b@x.org,No submission,,-\nParticipant,Eve,,,,,\n',
    );
    expect(form).toBe("moodle");
    expect(students.map(({ key, sisId }) => [key, sisId])).toEqual([
      ["501", "s1"],
      ["502", undefined],
    ]);
    expect([...handedIn]).toEqual([["501", { at: new Date(2026, 10, 1, 0, 5), isLate: true }]]);
  });

  test.each<[string, string | Buffer, string, string[]]>([
    ["commas", "Name,E-Mail\nAda,a@x\n", ",", ["a@x"]],
    [
      "semicolons and a hint of Excel's",
      'sep=;\r\nName;Login\r\n"Lovelace; Ada";al\r\n\r\n',
      ";",
      ["al"],
    ],
    ["tabs", "Username\tFirst Name\tLast Name\nal\tAda\tLovelace\n", "\t", ["al"]],
    [
      "UTF-16, as Excel and Blackboard",
      Buffer.from("\ufeffName\tStudent_ID\nZoë\t7\n", "utf16le"),
      "\t",
      ["7"],
    ],
    [
      "UTF-16, the other way round",
      Buffer.from("\ufeffname\nZoë\n", "utf16le").swap16(),
      ",",
      ["Zoë"],
    ],
    ["one column", "login\nada\nbob\n", ",", ["ada", "bob"]],
    ["ids that are two students'", "id,name\n7,Ada\n7,Bob\n8,Eve\n", ",", ["Ada", "Bob", "8"]],
    ["nothing but one name twice", "name,section\nAda,A\nAda,B\n", ",", ["Ada"]],
  ])("reads a list with %s", (_what, content, delimiter, keys) => {
    const roster = read(content);
    expect(roster.form).toBe("list");
    expect([roster.delimiter, roster.students.map(({ key }) => key)]).toEqual([delimiter, keys]);
  });

  test("says which rows are the same student", () => {
    const { students, duplicates } = read("id,name\n1,Ada\n2,Bob\n1,ada\n");
    expect(students.map(({ key }) => key)).toEqual(["1", "2"]);
    expect(duplicates).toEqual([{ student: "Ada", found: ["line 2: 1, Ada", "line 4: 1, ada"] }]);
  });

  test.each<[string | Buffer, RegExp]>([
    ['id,name\n1,"Ada\n2,Bob\n', /no table: on line 2 a quote begins that is never closed\.$/],
    ['id,name\n1,A"da"\n', /no table: on line 2 there is a quote within a cell/],
    ['id,name\n1,"Ada"x\n', /no table: on line 2 something stands behind a closing quote/],
    ["id,name\n1,Ada\n2,Bob,x\n", /has 3 columns on line 3, and 2 headings/],
    ["", /to have a row of headings, got an empty file\.$/],
    ["a,b\n1,2\n", /^Expected the roster .* \(Identifier, Full name.* got "a", "b"\.$/],
    ["id,student id,name\n", /more than one column that may be the id/],
    [Buffer.from("name\nZo\xeb\n", "latin1"), /is not in UTF-8: save it again as "CSV UTF-8"\.$/],
    [Buffer.from("name\nZoë\n", "utf16le"), /is not in UTF-8/],
    ["PK\u0003\u0004", /is a workbook or a zip: save it as CSV/],
    [Buffer.from("\xd0\xcf\x11\xe0", "latin1"), /is an old Excel workbook/],
  ])("refuses %j with one sentence", (content, message) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({ name: "CliError", message: expect.stringMatching(message) }),
    );
  });

  test("knows whether the file begins with a mark", () => {
    const text = "name,id\nJörg,1\n";
    expect(read(text).hasMark).toBeUndefined();
    expect(read(`\ufeff${text}`).hasMark).toBe(true);
    expect(read(Buffer.from(`\ufeff${text}`, "utf16le")).hasMark).toBe(true);
  });

  test.each(["name,id\n", "Student,ID,SIS Login ID,Section\n    Points Possible,,,\n"])(
    "without a student is refused: %j",
    (text) => expect(() => read(text)).toThrow(/r\.csv has headings and no student below them/),
  );

  test("is a file and no folder", () => {
    expect(() => readRoster(folder())).toThrow(/ is a folder; name the CSV file itself\.$/);
  });

  test("names a file that is not there", () => {
    expect(() => readRoster(`${folder()}/none.csv`)).toThrow(
      /^There is no file .*none\.csv, which was named as the roster\.$/,
    );
  });
});
