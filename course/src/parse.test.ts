import { describe, expect, test } from "vitest";
import type { Chapter, CodeCell, ExerciseCell, QuestionCell } from "./chapter.ts";
import { readCourse } from "./course.ts";
import { fixture } from "./fixture.test-data.ts";
import { parse, type ParseContext } from "./parse.ts";

const context: ParseContext = {
  path: "course/chapters/00-x.md",
  glossary: new Map([["tap", "What lets the water run."]]),
  misconceptions: new Map([["M-1", "Water waits."]]),
  asks: new Map([["U-3", {}]]),
  chapters: ["00-x"],
  figures: ["drip", "burst"],
  exercise: (folder) =>
    folder === "00-tap" ? { readme: exerciseReadme, stub: "export const tap = 1;\n" } : undefined,
};
const exerciseReadme =
  "---\ntitle: T\nchapter: 0\npoints: 1\nminutes: 1\ndifficulty: 1\nhints: [a, b, c]\n---\nDo it.\n";

function chapter(body: string, matter = "", path = context.path): Chapter {
  return parse(`---\ntitle: X\nminutes: 5\n${matter}---\n${body}`, { ...context, path });
}

describe("parse() of the fixture", () => {
  const taps = readCourse(fixture).chapters.find((each) => each.id === "01-taps")!;
  const { cells } = taps;

  test("reads the front matter, with numbers and marks resolved", () => {
    const { id, number, title, minutes, needs, goals, exercises } = taps;
    expect({ id, number, title, minutes, needs, goals, exercises }).toEqual({
      id: "01-taps",
      number: "01",
      title: "Taps",
      minutes: 12,
      needs: [],
      goals: ["open a [tap](glossary:tap)", "say how deep a basin is"],
      exercises: ["open-a-tap"],
    });
  });

  test("collects terms, rules, misconceptions and asks, and where each mark stands", () => {
    expect(taps.terms).toEqual(["basin", "tap"]);
    expect(taps.rules).toEqual(["S-10", "D-4"]);
    expect(taps.misconceptions).toEqual(["M-2", "M-1", "M-3"]);
    expect(taps.asks).toEqual(["U-1", "U-2"]);
    expect(taps.marks.map(({ id, anchor, line }) => [id, anchor, line])).toEqual([
      ["S-10", "what-a-basin-is", 30],
      ["D-4", "what-a-basin-is", 30],
      ["M-2", "what-a-basin-is", 31],
      ["M-1", "what-a-basin-is", 31],
      ["M-3", "what-a-basin-is", 31],
      ["U-1", "look", 121],
      ["U-2", "look", 121],
    ]);
  });

  test("numbers the cells and says where each stands", () => {
    expect(cells.map((cell) => `${cell.id} ${cell.section} ${cell.kind}`)).toMatchInlineSnapshot(`
      [
        "01-01 opening prose",
        "01-02 retrieval heading",
        "01-03 retrieval retrieval",
        "01-04 idea heading",
        "01-05 idea prose",
        "01-06 predict heading",
        "01-07 predict predict",
        "01-08 predict predict",
        "01-09 run heading",
        "01-10 run code",
        "01-11 run code",
        "01-12 run code",
        "01-13 investigate heading",
        "01-14 investigate code",
        "01-15 investigate prose",
        "01-16 modify heading",
        "01-17 modify prose",
        "01-18 modify code",
        "01-19 make heading",
        "01-20 make exercise",
        "01-21 quiz heading",
        "01-22 quiz quiz",
        "01-23 quiz quiz",
        "01-24 quiz quiz",
        "01-25 quiz quiz",
        "01-26 quiz quiz",
      ]
    `);
  });

  test("fills numbers, drops marks and rewrites links, in prose alone", () => {
    expect(cells[0]).toMatchObject({
      text: "A tap runs into a basin. After ten minutes it holds 1,230 litres, or 123 buckets.",
    });
    expect(
      cells.flatMap((cell) => (cell.kind === "prose" && cell.id === "01-05" ? [cell.text] : []))[0],
    ).toMatchInlineSnapshot(`
      "A [basins' rim](glossary:basin) has an edge. <br>
      See [the tour](chapter:00-tour#top), and \`[[0, 1]]\` stays as it is, as does [[this]].

      - a list with a fence in it:

        \`\`\`ts
        const shownOnly = true;
        \`\`\`

      <details><summary>In Elixir</summary>

      \`\`\`elixir
      <!-- not a mark --> [[1]] [[=litres]]
      \`\`\`

      \`\`\`ts
      export const notRun = 1;
      \`\`\`
      </details>"
    `);
  });

  test("gives a cell its code, its marks and its outputs", () => {
    const [first, hidden, throwing, slider] = cells.filter(
      (cell): cell is CodeCell => cell.kind === "code",
    );
    expect(first?.outputs).toEqual({
      text: { text: "litres = 1230\nabout 123 buckets", varies: false },
    });
    expect(hidden?.hidden).toBe(true);
    expect(throwing?.expectError).toBe(true);
    expect(throwing?.outputs).toEqual({ error: { text: "RangeError: the basin is full" } });
    expect(slider?.slider).toEqual({ name: "drops", min: 1, max: 20, step: 2 });
    expect(slider?.outputs).toEqual({ html: { text: "~~~~\n```" } });
  });

  test("reads a choice and a number to guess", () => {
    const [choice, number] = cells.filter((cell): cell is QuestionCell => cell.kind === "predict");
    expect(choice).toMatchObject({
      key: "01-predict-1",
      question: "How many litres after ten minutes?",
    });
    expect(choice?.answer).toMatchObject({
      kind: "choice",
      options: [{ misconception: "M-1" }, { text: "1,230", right: true }, { right: false }],
    });
    expect(number?.answer).toEqual({
      kind: "number",
      value: 123,
      why: "That is what it prints.",
      wrong: [{ value: 10, why: "That is the number of minutes.", misconception: "M-1" }],
    });
  });

  test("puts the exercise, its stub and its check in place", () => {
    const cell = cells.find((each): each is ExerciseCell => each.kind === "exercise")!;
    expect(cell.exercise).toMatchObject({ folder: "01-open-a-tap", slug: "open-a-tap", points: 3 });
    expect(cell.exercise.exports).toEqual(["flow", "spare"]);
    expect(cell.code).not.toContain("export");
    expect(cell.check).toBe(
      'import { check } from "@headgate/check";\nawait check("open-a-tap", { flow: flow, spare: spare });',
    );
  });
});

function quiz(yaml: string): string {
  return `\`\`\`quiz\nquestion: Q?\n${yaml}\n\`\`\``;
}

const two = "  - { text: a, right: true, why: b }\n  - { text: a, why: b, misconception: M-1 }\n";
const cell = "```ts\nconsole.log(1);\n```\n";

describe("parse() says in one sentence what is wrong, and where", () => {
  test.each<[string, string, string]>([
    [
      "a heading `#`",
      "# X",
      "5: a chapter has no `#` heading: its title stands in the front matter",
    ],
    [
      "a section without a kind",
      "\n## X",
      "6: expected a section's heading to end with its kind in braces, one of {retrieval}, {idea}, {predict}, {run}, {investigate}, {modify}, {make}, {quiz}",
    ],
    ["an open fence", "```ts\nx", "5: this fence is never closed"],
    ["an empty cell", "```ts\n```", "5: this cell is empty"],
    [
      "an unknown word",
      "```ts hiden\nx\n```",
      "5: unknown word `hiden` behind `ts`; known are hidden, expect-error, slider=name:min:max, and alone shown or exercise=slug",
    ],
    [
      "another language",
      "```js\nx\n```",
      "5: write `ts` for a cell or `ts shown` for code that does not run, not `js`",
    ],
    [
      "a slider of the wrong form",
      "```ts slider=x\nx\n```",
      "5: expected `slider=name:min:max` or `slider=name:min:max:step`, got `slider=x`",
    ],
    [
      "a slider of nothing",
      "```ts slider=x:1:2\nlet x = 1;\n```",
      "5: the slider needs a line `const x = <number>;` in this cell",
    ],
    [
      "an output of no cell",
      "x\n```text output\n1\n```",
      "6: an output stands directly behind a live cell",
    ],
    [
      "an unknown output",
      `${cell}\`\`\`svg output\n1\n\`\`\``,
      "8: unknown output `svg`; known are text, error and html",
    ],
    [
      "an output twice",
      `${cell}\`\`\`text output\n1\n\`\`\`\n\`\`\`text output\n1\n\`\`\``,
      "11: this cell has a `text output` already",
    ],
    [
      "an empty output",
      `${cell}\`\`\`text output\n\`\`\``,
      "8: this `text output` is empty; leave it away when the cell prints nothing",
    ],
    [
      "a throwing cell without its error",
      "```ts expect-error\nx\n```",
      "5: a cell with `expect-error` needs an `error output`",
    ],
    [
      "a cell in <details>",
      `<details>\n${cell}</details>`,
      "6: a cell or a question cannot stand within <details>; write `ts shown` for code that does not run",
    ],
    [
      "<details> left open",
      "<details>\nx",
      "6: a <details> of this chapter is not closed, or closed twice",
    ],
    [
      "an unknown number",
      `${cell}\`\`\`text output\nn = 1\n\`\`\`\nx\n[[=m]]`,
      "12: `[[=m]]`: no expected output of this chapter has the line `m = …`; there are n",
    ],
    [
      "a number where none is printed",
      "x [[=m]]",
      "5: `[[=m]]`: no expected output of this chapter has the line `m = …`; no cell prints a line `name = value`",
    ],
    [
      "an unknown mark",
      "x\n<!-- rul: S-1 -->",
      "6: unknown mark `<!-- rul: S-1 -->`; known are rule, misconception, ask and note",
    ],
    [
      "a mark within a line",
      "x <!-- rule: S-10 -->",
      "5: a mark `<!-- … -->` stands on a line of its own",
    ],
    ["an unknown rule", "x\n<!-- rule: S-10, S-31 -->", "6: there is no rule `S-31`"],
    [
      "an unknown ask",
      "x\n\n<!-- ask: U-3, U-4 -->",
      "7: there is no ask `U-4` in course/asks.yaml",
    ],
    [
      "a link to no figure",
      "see [figure 2](figure:leak)",
      "5: there is no figure `leak`; there are drip, burst",
    ],
    [
      "an unknown misconception",
      "<!-- misconception: M-2 -->",
      "5: there is no misconception `M-2` in course/misconceptions.yaml",
    ],
    ["an unknown term", "a [[pipe]]", "5: `[[pipe]]` is no term of course/glossary.yaml"],
    ["a link to no chapter", "[a](07-b.md)", "5: the link to 07-b.md leads to no chapter"],
    [
      "an unknown exercise",
      "```ts exercise=sink\n```",
      "5: no exercise sink: expected exercises/00-sink/sink.ts and README.md",
    ],
    [
      "an exercise with code",
      "```ts exercise=tap\nx\n```",
      "5: an exercise is empty in the source: its stub is put there from exercises/",
    ],
    [
      "broken YAML",
      "```retrieval\na: [\n```",
      "6: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]; quote a text that holds `: `",
    ],
    [
      "too few retrieval questions",
      "```retrieval\n- question: a\n```",
      "5: expected a `retrieval` block to be a list of three questions",
    ],
  ])("%s", (_, body, sentence) => {
    expect(() => chapter(body)).toThrow(`course/chapters/00-x.md:${sentence}`);
  });

  test.each<[string, string, string]>([
    ["no options", "why: x", "expected `options`"],
    ["two options", `options:\n${two}`, "expected three `options` or more"],
    [
      "no right option",
      `options:\n${two.replace("right: true, ", "misconception: M-1, ")}${two.split("\n")[1]}`,
      "expected exactly one option with `right: true`, got 0",
    ],
    [
      "no why",
      `options:\n${two}  - { text: a, misconception: M-1 }`,
      "option 3: expected `why` to be a text, got nothing",
    ],
    [
      "no misconception",
      `options:\n${two}  - { text: a, why: b }`,
      "option 3: expected the `misconception` behind a wrong option, such as M-2",
    ],
    [
      "an unknown field",
      `options:\n${two}  - { text: a, becuse: b }`,
      "option 3: unknown field `becuse`; known are text, right, why, misconception",
    ],
  ])("a quiz with %s", (_, yaml, sentence) => {
    expect(() => chapter(`\n## Q {quiz}\n${quiz(yaml)}`)).toThrow(
      `course/chapters/00-x.md:7: this \`quiz\` block: ${sentence}`,
    );
  });

  test("a quiz outside its section", () => {
    const yaml = `options:\n${two}  - { text: a, why: b, misconception: M-1 }`;
    expect(() => chapter(quiz(yaml))).toThrow(
      "00-x.md:5: a `quiz` block belongs in a section {quiz}, not in {opening}",
    );
  });

  test.each<[string, string, string]>([
    [
      "an unknown field",
      "titel: x\n",
      "2: unknown field `titel` in the front matter; known are title, minutes, needs, goals, exercises",
    ],
    [
      "an exercise that no fence places",
      "exercises: [tap]\n",
      "2: the front matter lists the exercise tap, but no fence `ts exercise=tap` places it",
    ],
  ])("front matter with %s", (_, matter, sentence) => {
    expect(() => chapter("x", matter)).toThrow(`course/chapters/00-x.md:${sentence}`);
  });

  test("an exercise that the front matter does not list", () => {
    expect(() => chapter("## M {make}\n```ts exercise=tap\n```")).toThrow(
      "00-x.md:6: expected the exercise (no further one) here, as the front matter lists them, got tap",
    );
  });

  test("a file without front matter, and one with a wrong name", () => {
    expect(() => parse("x", context)).toThrow(
      "00-x.md:1: expected front matter between two lines `---`",
    );
    expect(() => parse("x", { path: "course/chapters/Tap.md" })).toThrow(
      "course/chapters/Tap.md:1: expected the file to be called NN-slug.md, in lower case",
    );
  });

  test("a chapter whose sections are out of order", () => {
    const path = "course/chapters/03-x.md";
    expect(() => chapter("## A {idea}", "", path)).toThrow(
      "03-x.md:5: a section {idea} cannot follow the opening: expected retrieval",
    );
    expect(() => chapter("x", "", path)).toThrow(
      "03-x.md:5: expected the section {retrieval} behind the opening",
    );
    const retrieval =
      "## A {retrieval}\n```retrieval\n" +
      "- { question: a, answer: b, from: 2 }\n".repeat(3) +
      "```";
    expect(() => chapter(retrieval, "", path)).toThrow(
      "03-x.md:6: expected each retrieval question of chapter 03 to be `from` a chapter up to 01, got `from: 02`",
    );
  });
});

describe("parse() of a draft", () => {
  test("leaves numbers as they are and misses no output", () => {
    const source = "---\ntitle: X\nminutes: 5\n---\nx [[=n]]\n\n```ts expect-error\nx\n```\n";
    const [prose] = parse(source, { ...context, draft: true }).cells;
    expect(prose).toMatchObject({ text: "x [[=n]]" });
  });
});
