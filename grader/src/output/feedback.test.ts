import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import type { StudentResult } from "../class/results.ts";
import { feedbackHtml } from "./feedback-html.ts";
import { feedbackMarkdown, plain } from "./feedback-markdown.ts";
import {
  hostileTexts,
  sampleCheck,
  sampleClass,
  sampleExercise,
  sampleStudent,
} from "./sample-class.fixture.ts";

const exercises = [{ slug: "counter", title: "A <counter>", max: 2 }];
const shown = sampleCheck({
  message: "Use `emit`",
  expected: "WANTED",
  got: "GOT",
  input: "GIVEN",
  console: "PRINTED",
  hint: "Count `demand`",
});
const secret = { expected: "THE SECRET", input: "THE INPUT", console: "THE PRINTED INPUT" };
const hidden = sampleCheck({ id: "hidden-1", name: "more", hidden: true, got: "seen", ...secret });

describe.each([
  ["HTML", feedbackHtml],
  ["Markdown", feedbackMarkdown],
])("feedback as %s", (_, feedback) => {
  const text = (...given: Parameters<typeof sampleExercise>): string =>
    feedback(sampleStudent("ada", [sampleExercise(...given)]), exercises);

  test("shows of a visible check all there is, with its hint", () => {
    const whole = text("counter", [shown]);
    for (const word of ["WANTED", "GOT", "GIVEN", "PRINTED", "Hint: Count"])
      expect(whole).toContain(word);
  });

  test("shows of a hidden check what came back, and not what was wanted", () => {
    const whole = text("counter", [hidden]);
    expect(whole).toContain("seen");
    expect(whole).toContain("at grading");
    expect(whole).not.toMatch(/THE (SECRET|INPUT|PRINTED INPUT)/);
  });

  test("says what became of the points, when it came and what an instructor said", () => {
    const late = { penalty: 0.5, points: 1.5, comment: "Look at line 3" };
    const whole = feedback(
      sampleStudent("ada", [sampleExercise("counter", [{ ...shown, points: 2 }], late)], {
        name: "Ada Byron",
        attempt: "counter-2",
        handedInAt: "2026-11-22T13:19:30.000Z",
        lateDays: 2,
        comment: "Come and see me",
      }),
      exercises,
    );
    for (const words of [
      "Ada Byron",
      "ada",
      "counter-2",
      "2026-11-22 13:19 UTC",
      "Handed in 2 days late: 0.5 points taken off.",
      "The checks gave 2; 0.5 points taken off for lateness.",
      "Look at line 3",
      "Come and see me",
    ]) {
      expect(whole.replaceAll("\\", "")).toContain(words);
    }
  });

  test("names an extension, and until when it goes", () => {
    const extended = (extension: StudentResult["extension"]): string =>
      feedback(
        sampleStudent("ada", [sampleExercise("counter", [shown])], {
          ...(extension && { extension }),
        }),
        exercises,
      )
        .replace(/<[^>]*>/g, " ")
        .replaceAll("\\", "");
    const until = "2026-12-03T17:00:00.000Z";
    expect(extended({ granted: "+2 days", until })).toMatch(
      /Extension:? +until 2026-12-03 17:00 UTC/,
    );
    expect(extended({ granted: "+2 days" })).toMatch(/Extension:? +\+2 days; no due time is known/);
    expect(extended(undefined)).not.toContain("Extension");
  });

  test("says what was not handed in in one list at the end, and nothing else of it", () => {
    const none = sampleCheck({ verdict: "not submitted", message: "Nothing came", hint: "Begin" });
    const absent = (slug: string, more = {}) =>
      sampleExercise(slug, [none, none], { source: null, ...more });
    const slugs = ["first", "counter", "last", "talked", "misnamed"];
    const graded = slugs.map((slug) => ({ slug, title: `The ${slug}`, max: 4 }));
    const results = [
      absent("first"),
      sampleExercise("counter", [shown]),
      absent("last"),
      absent("talked", { comment: "We talked about it" }),
      absent("misnamed", { unreadable: "Misnamed.ts may be it" }),
    ];
    const whole = feedback(sampleStudent("ada", results), graded);
    const [before = "", after = ""] = whole.split("Not handed in");
    expect(before).not.toMatch(/The (first|last)/);
    for (const told of ["We talked about it", "The misnamed"]) expect(before).toContain(told);
    expect(after.replace(/<[^>]*>/g, " ")).toMatch(/The first \(4\).*The last \(4\)/s);
    expect(after).not.toMatch(/Nothing came|Begin|talked|misnamed/);
    expect(feedback(sampleStudent("ada", [results[1]!]), [graded[1]!])).not.toContain(
      "Not handed in",
    );
  });

  test("says that an instructor's word counts, and when something could not be graded", () => {
    const override = { points: 3, reason: "Shown in person" };
    expect(text("counter", [shown], { override })).toContain(
      "An instructor set 3 of 2 points: Shown in person.",
    );
    expect(text("counter", [shown], { points: null, earned: null })).toContain(
      "by no fault of yours",
    );
  });
});

describe("feedbackHtml", () => {
  const pages = (isHostile: boolean): string[] => {
    const { students, exercises: graded } = sampleClass(30, 3, isHostile);
    return students.map((student) => feedbackHtml(student, graded));
  };
  const tagsOf = (html: string): string[] =>
    [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!);

  test("makes no element and no attribute of what a student wrote", () => {
    const known = new Set(pages(false).flatMap(tagsOf));
    for (const html of pages(true)) {
      expect(tagsOf(html).filter((tag) => !known.has(tag))).toEqual([]);
      expect(html).not.toMatch(/<[^>]*\s(on\w+|src|style)=/i);
      // oxlint-disable-next-line no-control-regex
      expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b\u202a-\u202e]/);
    }
  });

  test("lets nothing be loaded, run or sent", () => {
    expect(pages(false)[0]).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
  });
});

describe("feedbackMarkdown", () => {
  const { students, exercises: graded } = sampleClass(30, 3, true);
  const headings = ({ exercises: results }: StudentResult): number => {
    const absent = results.filter(({ source }) => source === null).length;
    return results.length - absent + Math.min(1, absent);
  };
  const harmless = /^(h1|h2|h3|p|ul|li|table|thead|tbody|tr|th|td|pre|code)$/;

  test.each([
    ["HTML off", { html: false, linkify: true }],
    ["HTML on", { html: true, linkify: true }],
  ])("with %s a renderer makes no element of what a student wrote", (_, options) => {
    const markdown = new MarkdownIt(options);
    for (const student of students) {
      const html = markdown.render(feedbackMarkdown(student, graded));
      const tags = [...html.matchAll(/<\/?([a-z!?][a-z0-9]*)([^>]*)>/gi)];
      expect(tags.filter(([, tag, more]) => !harmless.test(tag!) || more !== "")).toEqual([]);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html.match(/<h2>/g)).toHaveLength(headings(student));
    }
  });

  test("plain text stays one line of text in a list", () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    const texts = [
      "1. one",
      "2) two",
      "- item",
      "+ x",
      "# x",
      "    code",
      "---",
      "===",
      "a|b",
      "www.x.org",
    ];
    for (const text of [...texts, ...hostileTexts.slice(0, 5)]) {
      expect(markdown.render(`- ${plain(text)}`)).toMatch(/^<ul>\n<li>[^<]*<\/li>\n<\/ul>\n$/);
    }
  });
});
