import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { exercismJson } from "./exercism.ts";
import { githubClassroomJson } from "./github-classroom.ts";
import { gradescopeJson } from "./gradescope.ts";
import { junitXml } from "./junit.ts";
import {
  sampleCheck,
  sampleClass,
  sampleExercise,
  sampleResults,
  sampleStudent,
} from "./sample-class.fixture.ts";

const right = sampleCheck({
  verdict: "correct",
  points: 2,
  message: "",
  console: "hello\n",
  ms: 4,
});
const wrong = sampleCheck({ id: "visible-2", message: "no", expected: "WANTED", got: "1" });
const secret = { expected: "THE SECRET", input: "THE INPUT", console: "THE PRINTED INPUT" };
const hidden = sampleCheck({ id: "hidden-1", hidden: true, got: "seen", ...secret });
const counter = sampleExercise("my-counter", [right, wrong, hidden]);
const exercises = [{ slug: "my-counter", title: "A counter", max: 6 }];
const internal = sampleExercise("my-counter", [right, sampleCheck({ verdict: "internal" })], {
  earned: null,
  points: null,
});

const gradescope = (...given: Parameters<typeof gradescopeJson>): any =>
  JSON.parse(gradescopeJson(...given));
const classroom = (...given: Parameters<typeof githubClassroomJson>): any =>
  JSON.parse(githubClassroomJson(...given));
const exercism = (...given: Parameters<typeof exercismJson>): any =>
  JSON.parse(exercismJson(...given));

describe("gradescopeJson", () => {
  test("has the score that counts, and a test for each check", () => {
    const late = { ...counter, penalty: 0.5, points: 1.5, comment: "Nice" };
    const it = gradescope(
      sampleStudent("ada", [late], { lateDays: 1, extension: { granted: "+1 day" } }),
      exercises,
    );
    expect(it.score).toBe(1.5);
    expect(it.output).toBe(
      "1.5 of 6 points.\nExtension: +1 day; no due time is known.\nHanded in 1 day late: 0.5 points taken off.\n" +
        "A counter (1.5 of 6): The checks gave 2; 0.5 points taken off for lateness.\nA counter (1.5 of 6): Nice",
    );
    expect(it.tests.map((one: any) => [one.number, one.score, one.max_score, one.status])).toEqual([
      ["1.1", 2, 2, "passed"],
      ["1.2", 0, 2, "failed"],
      ["1.3", 0, 2, "failed"],
    ]);
    expect(it.tests.map((one: any) => one.visibility)).toEqual([
      "visible",
      "visible",
      "after_published",
    ]);
    expect(it.tests[1].output).toBe("✗ not yet\nmessage: no\nexpected: WANTED\ngot: 1");
  });

  test("has no score where something could not be graded", () => {
    const it = gradescope(sampleStudent("ada", [internal]), exercises);
    expect(it).not.toHaveProperty("score");
    expect(it.tests.filter((one: object) => "score" in one)).toEqual([]);
  });
});

describe("exercismJson", () => {
  test("follows version 3", () => {
    expect(exercism(counter)).toEqual({
      version: 3,
      status: "fail",
      message: null,
      tests: [
        { name: right.name, status: "pass", message: null, output: "hello" },
        { name: right.name, status: "fail", message: "no\nexpected: WANTED\ngot: 1", output: null },
        { name: right.name, status: "fail", message: "no\ngot: seen", output: null },
      ],
    });
    expect(exercism(sampleExercise("x", [right])).status).toBe("pass");
  });

  test("is an error with a message when no check ran, and cuts what was printed", () => {
    const refused = sampleCheck({
      verdict: "refused",
      message: "It imports fs.",
      console: "x".repeat(900),
    });
    const it = exercism(sampleExercise("x", [refused, refused]));
    expect([it.status, it.message]).toEqual(["error", "It imports fs."]);
    expect(it.tests[0].output).toHaveLength(500);
    expect(exercism(sampleExercise("x", [])).status).toBe("error");
  });
});

describe("githubClassroomJson", () => {
  test("gives each runner what the reporter reads, and scores that add up to what counts", () => {
    const override = sampleExercise("2nd", [right], {
      override: { points: 1, reason: "By mouth" },
    });
    const late = { ...counter, penalty: 0.5, points: 1.5 };
    const it = classroom(sampleStudent("ada", [late, override]));
    expect(Object.keys(it)).toEqual(["mycounter", "e2nd"]);
    for (const name of Object.keys(it)) expect(name).toMatch(/^[a-zA-Z0-9]+$/);
    const sumOf = ({ tests }: any): number =>
      tests.reduce((sum: number, { score }: any) => sum + score, 0);
    expect([it.mycounter.version, it.mycounter.status, it.mycounter.max_score]).toEqual([
      1,
      "fail",
      6,
    ]);
    expect([sumOf(it.mycounter), sumOf(it.e2nd)]).toEqual([1.5, 1]);
    expect(it.e2nd.tests.at(-1)).toMatchObject({ status: "pass", message: "By mouth", score: -1 });
  });

  test("leaves what could not be graded out of the sum", () => {
    expect(classroom(sampleStudent("ada", [internal])).mycounter).toMatchObject({
      status: "error",
      max_score: 0,
    });
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
}

/** The elements of a document; throws where it is not well-formed XML 1.0. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser({ defaultXMLVersion: "1.0", forceXMLVersion: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    elements.push({ name, attributes: attributes as Record<string, string> });
  });
  parser.write(xml).close();
  return elements;
}

describe("junitXml", () => {
  test("counts per suite and over all", () => {
    const missing = sampleCheck({ verdict: "not submitted" });
    const slow = sampleCheck({ verdict: "time" });
    const students = [
      sampleStudent("ada", [counter], { name: "Ada" }),
      sampleStudent("bob", [sampleExercise("my-counter", [missing, slow])]),
    ];
    const elements = elementsOf(junitXml(sampleResults(students)));
    expect(elements[0]!.attributes).toMatchObject({ tests: "5", failures: "3", errors: "1" });
    const suites = elements.filter(({ name }) => name === "testsuite");
    expect(
      suites.map(({ attributes }) => [
        attributes["name"],
        attributes["failures"],
        attributes["errors"],
      ]),
    ).toEqual([
      ["Ada (ada): my-counter", "2", "0"],
      ["bob: my-counter", "1", "1"],
    ]);
    expect(elements.filter(({ name }) => name === "error")[0]!.attributes["type"]).toBe("time");
  });

  test("is well-formed whatever students write", () => {
    const results = sampleClass(30, 3, true);
    const elements = elementsOf(junitXml(results));
    expect(new Set(elements.map(({ name }) => name))).toEqual(
      new Set(["testsuites", "testsuite", "testcase", "failure", "error"]),
    );
    expect(elements.filter(({ name }) => name === "testcase")).toHaveLength(30 * 3 * 9);
    expect(() => elementsOf('<a b="\u0007"/>')).toThrow();
  });
});

test("none of them shows what a hidden check wants, is given or printed", () => {
  const student = sampleStudent("ada", [counter]);
  const texts = [
    gradescopeJson(student, exercises),
    exercismJson(counter),
    githubClassroomJson(student),
    junitXml(sampleResults([student])),
  ];
  for (const text of texts) {
    expect(text).toContain("WANTED");
    expect(text).toContain("seen");
    expect(text).not.toMatch(/THE (SECRET|INPUT|PRINTED INPUT)/);
  }
});
