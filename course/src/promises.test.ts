import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkPromises } from "./check-course.ts";
import { readCourse } from "./course.ts";
import { fixtureWith } from "./repository-copy.test-data.ts";

const chapter = "course/chapters/01-taps.md";
const misconceptions = "course/misconceptions.yaml";
const notes = "course/instructors/01-taps.md";

function faultsIn(root: string): string[] {
  return checkPromises(root, readCourse(root)).map(({ message }) => message);
}

describe("checkPromises", () => {
  test("finds nothing in the fixture, whose lists name chapters to come as well", () => {
    expect(faultsIn(fixtureWith())).toEqual([]);
  });

  test.each<[string, string, Readonly<Record<string, string>>, string[]]>([
    [
      "an ask that is met nowhere",
      chapter,
      { "<!-- ask: U-1, U-2 -->": "<!-- ask: U-1 -->" },
      [
        "course/asks.yaml:5: chapter 01 is to meet U-2, and does so nowhere: mark the place with `<!-- ask: U-2 -->`",
      ],
    ],
    [
      "an ask that only another chapter meets",
      "course/asks.yaml",
      { "[1, 2]": "[0, 2]" },
      [
        "course/asks.yaml:5: chapter 00 is to meet U-2, and does so nowhere: mark the place with `<!-- ask: U-2 -->`",
      ],
    ],
    [
      "a misconception that no text confronts",
      chapter,
      { "M-2, M-1, M-3 -->": "M-2, M-3 -->" },
      [
        `${misconceptions}:2: M-1 is confronted in no text and no run: mark the place with \`<!-- misconception: … -->\`; it is in 1, *How deep?*; 1, question 1 of the quiz; 1, question 2 of the quiz; 1, question 3 of the quiz; 1, question 4 of the quiz; 1, question 5 of the quiz`,
      ],
    ],
    [
      "a misconception that no wrong answer stems from",
      chapter,
      { "misconception: M-2 }": "misconception: M-1 }" },
      [
        `${misconceptions}:3: M-2 is the misconception of no wrong answer to a question; it is in 1, *What a basin is*`,
      ],
    ],
    [
      "a misconception that is confronted only where it is asked",
      chapter,
      { "M-2, M-1, M-3": "M-2, M-1", "{predict}\n": "{predict}\n\n<!-- misconception: M-3 -->\n" },
      [`${misconceptions}:4: M-3 is confronted in one place alone; it is in 1, *How deep?*`],
    ],
    [
      "a misconception of another chapter",
      misconceptions,
      { "# 1\n": "# 0\n" },
      [
        `${misconceptions}:2: M-1 belongs to chapter 00 and is confronted nowhere there; it is in 1, *What a basin is*; 1, *How deep?*; 1, question 1 of the quiz; 1, question 2 of the quiz; 1, question 3 of the quiz; 1, question 4 of the quiz; 1, question 5 of the quiz`,
        expect.stringContaining(":3: M-2 belongs to chapter 00"),
        expect.stringContaining(":4: M-3 belongs to chapter 00"),
      ],
    ],
    [
      "a misconception of no chapter",
      misconceptions,
      { "# 1\n": "" },
      [
        `${misconceptions}:1: M-1 stands below no comment such as \`# 4\` that says which chapter confronts it`,
        expect.stringContaining(":2: M-2 stands"),
        expect.stringContaining(":3: M-3 stands"),
      ],
    ],
    [
      "a rule beside the questions alone",
      chapter,
      { "## Five questions {quiz}": "## Five questions {quiz}\n\n<!-- rule: S-1 -->" },
      [
        `${chapter}:141: rule S-1 is cited, but no live cell of this round and no exercise shows it`,
      ],
    ],
    [
      "no rule",
      chapter,
      { "<!-- rule: S-10, D-4 -->\n": "" },
      [`${chapter}:1: expected the mark \`<!-- rule: S-10 -->\` where a claim rests on a rule`],
    ],
    [
      "no note in Elixir",
      chapter,
      { "In Elixir": "In Erlang" },
      [
        `${chapter}:1: expected a note \`<details><summary>In Elixir</summary>\` with a fence of \`elixir\``,
      ],
    ],
    [
      "no figure",
      chapter,
      { "````html output\n~~~~\n```\n````\n": "" },
      [`${chapter}:1: expected a cell that displays a figure (an \`html output\`)`],
    ],
    [
      "an instructor's notes without a heading",
      notes,
      { "## Live coding, five minutes": "## Live" },
      [`${notes}:1: expected a heading \`## Live coding\``],
    ],
  ])("finds %s", (_, path, swaps, faults) => {
    expect(faultsIn(fixtureWith(path, swaps))).toEqual(faults);
  });

  test("takes a rule for proved by a cell of its round, or by an exercise beside it", () => {
    const swaps = {
      "<!-- ask": "<!-- rule: S-1 -->\n<!-- ask",
      "{make}\n": "{make}\n\n<!-- rule: S-2 -->\n",
    };
    expect(faultsIn(fixtureWith(chapter, swaps))).toEqual([]);
  });

  test("finds a chapter without an instructor's notes", () => {
    const root = fixtureWith();
    rmSync(join(root, notes));
    expect(faultsIn(root)).toEqual([
      `${notes}:1: expected a file with notes for who teaches this chapter`,
    ]);
  });

  test("asks for no instructor's notes in a learner edition", () => {
    const root = fixtureWith();
    rmSync(join(root, "course/instructors"), { recursive: true });
    writeFileSync(join(root, "edition.json"), JSON.stringify({ edition: "learner", stubs: {} }));
    expect(faultsIn(root)).toEqual([]);
  });
});
