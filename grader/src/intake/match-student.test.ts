import { describe, expect, test } from "vitest";
import type { Roster, RosterStudent } from "./intake.ts";
import { StudentFinder, type Found } from "./match-student.ts";
import { shownName } from "./names.ts";

const rosterOf = (students: Partial<RosterStudent>[], form: Roster["form"] = "list"): Roster => ({
  path: "r.csv",
  form,
  students: students.map((one) => ({ key: one.id ?? one.name ?? "?", name: "", ...one })),
  table: [],
  delimiter: ",",
  rowOf: new Map(),
  handedIn: new Map(),
  duplicates: [],
  setAside: [],
});

const roster = rosterOf([
  { id: "1001", name: "Ada Lovelace", login: "al17", email: "ada.l@x.org" },
  { id: "1002", name: "Núñez, José", login: "jn3", sisId: "s2" },
  { id: "1003", name: "Zoë Müller", email: "zm@x.org" },
  { id: "1004", name: "Ann Lee", email: "ann@x.org" },
  { id: "1005", name: "Ann Lee", email: "ann@y.org" },
  { id: "1006", name: "Anna Lee" },
  { id: "1007", name: "An Nalee" },
  { id: "1008", name: "Иван Петров" },
]);

/** Who is found, with a mark behind a match that is told of. */
function finds(found: Partial<Found> & { name: string }, of: Roster = roster): string {
  const match = new StudentFinder(of).find({ form: "folders", ...found });
  if (match.kind === "matched") return match.student.key + (match.note ? " told" : "");
  if (match.kind === "ambiguous") return match.candidates.map(({ key }) => key).join(" or ");
  return match.kind;
}

describe("StudentFinder", () => {
  test.each([
    ["1001", "1001"],
    ["s2", "1002"],
    ["AL17", "1001"],
    ["ada.l@x.org", "1001"],
    ["ada.l", "1001"],
    ["Ada Lovelace", "1001"],
    ["lovelace_ada", "1001"],
    ["Lovelace, Ada", "1001"],
    ["adalovelace", "1001"],
    ["lovelaceada", "1001"],
    ["José Núñez", "1002"],
    ["Jose\u0301 Nu\u0301n\u0303ez", "1002"],
    ["Jose Nunez", "1002 told"],
    ["nunezjose", "1002 told"],
    ["zoe-muller", "1003 told"],
    ["иван петров", "1008"],
    ["Ann Lee", "1004 or 1005"],
    ["ann", "1004 or 1005"],
    ["annalee", "1006 or 1007"],
    ["Anna Lee", "1006"],
    ["Ada", "unmatched"],
    ["Ada Lovelac\u0435", "unmatched"],
    ["Ada\u200b Lovelace", "unmatched"],
    ["\u202eAda Lovelace", "unmatched"],
    ["", "unmatched"],
    ["...", "unmatched"],
  ])("%j is %s", (name, wanted) => {
    expect(finds({ name })).toBe(wanted);
  });

  test.each<[string, Partial<Found> & { name: string }, Roster["form"], string]>([
    [
      "an id of Canvas in its gradebook",
      { form: "canvas", name: "lovelaceada", id: "1001" },
      "canvas",
      "1001",
    ],
    [
      "a namesake with another id",
      { form: "canvas", name: "lovelaceada", id: "9" },
      "canvas",
      "unmatched",
    ],
    [
      "another name with the id",
      { form: "canvas", name: "rockets", id: "1001" },
      "canvas",
      "1001 told",
    ],
    [
      "the same in a list, whose ids may be others",
      { form: "canvas", name: "rockets", id: "1001" },
      "list",
      "unmatched",
    ],
    [
      "an id of Canvas in Moodle's table",
      { form: "canvas", name: "annalee", id: "1001" },
      "moodle",
      "1006 or 1007",
    ],
    ["a group in Moodle", { form: "moodle", name: "Rockets", id: "1001" }, "moodle", "1001"],
    ["a username", { form: "blackboard", name: "al17", login: "al17" }, "list", "1001"],
  ])("%s", (_what, found, form, wanted) => {
    expect(finds(found, { ...roster, form })).toBe(wanted);
  });

  test("lists the nearest, and nobody far off", () => {
    const nearest = (name: string): string[] => {
      const match = new StudentFinder(roster).find({ form: "folders", name });
      return match.kind === "unmatched" ? match.nearest.map(({ key }) => key) : [];
    };
    expect(nearest("Ada Lovelaec")[0]).toBe("1001");
    expect(nearest("a117")[0]).toBe("1001");
    expect(nearest("Ann Leee").length).toBe(3);
    expect(nearest("wxyz qqqqqqqq")).toEqual([]);
  });

  test("an id that two rows have is not chosen between", () => {
    const two = rosterOf([
      { id: "7", name: "Ada" },
      { id: "7", name: "Bob", key: "Bob" },
    ]);
    expect(finds({ name: "7" }, two)).toBe("7 or Bob");
  });
});

test.each([
  ["Ada Lovelace", "Ada Lovelace"],
  ["Zoë 山田", "Zoë 山田"],
  ["a\u0434a", "a\\u0434a"],
  ["Иван", "Иван"],
  ["a\u202etxt\u200b\u00ad", "a\\u202etxt\\u200b\\u00ad"],
  ["a\nb\u001b[2J", "a\\u000ab\\u001b[2J"],
  ["a\u{e0041}\u00a0", "a\\u{e0041}\\u00a0"],
  ["x".repeat(200), `${"x".repeat(119)}…`],
])("shownName of %j", (name, wanted) => {
  expect(shownName(name)).toBe(wanted);
});
