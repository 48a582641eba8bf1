import { describe, expect, test } from "vitest";
import { page } from "../output/page.ts";
import { answerOf, disguised, honestWriting, stub } from "./honest-class.fixture.ts";
import { similarities } from "./similarities.ts";
import { similarityFiles } from "./similarity-files.ts";
import { similarityHtml } from "./similarity-html.ts";
import { sideBySide } from "./side-by-side.ts";

const hostile = `<script>alert(1)</script>"'\u202e&`;
const exercises = [{ exercise: { slug: "ledger", title: `The ${hostile}` }, stub }];
const bad = `\n// </code></mark>${hostile}\nconst text = "</div><img src=x onerror=alert(1)>";\n`;
const answers = [
  { student: hostile, slug: "ledger", text: answerOf(honestWriting(7)) + bad },
  { student: "ben", slug: "ledger", text: disguised(honestWriting(7)) + bad },
];

describe("the page", () => {
  const html = similarityFiles(answers, exercises).get("similarity.html")!;

  test("says first what it is not", () => {
    const [head = "", notice = ""] = html.split("Look here, never a mark.");
    expect(head).not.toContain("<h2>");
    expect(notice.replaceAll("\n", " ")).toContain(
      "never evidence by itself, and nothing on this page has changed a grade",
    );
  });

  test("runs and loads nothing, and shows every text of a student as text", () => {
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri`);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|\u202e/i);
    expect(html).not.toMatch(/<[^>]*\s(src|style|on\w+)=/);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;\\u202e&amp;");
    expect(html).toContain("&lt;/div&gt;&lt;img");
  });

  test("looks like the other pages of a grading", () => {
    const styleOf = (text: string): string => text.split("<style>")[1]!.split("\nmain {")[0]!;
    const other = page({ title: "Another", style: "main {}", body: "" });
    expect(styleOf(html)).toBe(styleOf(other));
    expect(html.match(/:root\b/g)).toEqual(other.match(/:root\b/g));
  });

  test("has each tag closed, whatever the answers hold", () => {
    for (const tag of ["details", "div", "code", "mark", "section", "ul", "bdi", "span", "b"]) {
      const count = (pattern: RegExp): number => html.match(pattern)?.length ?? 0;
      expect(count(new RegExp(`<${tag}[ >]`, "g")), tag).toBe(count(new RegExp(`</${tag}>`, "g")));
    }
  });

  test("names the students by their names, with the key behind", () => {
    const names = new Map([["ben", "Ben Second"]]);
    const named = similarityFiles(answers, exercises, { names }).get("similarity.html")!;
    expect(named).toContain("<bdi>Ben Second</bdi> (<bdi>ben</bdi>)");
  });
});

test("of a group in which all are alike it shows what holds it together, and counts the rest", () => {
  const ring = ["a", "b", "c", "d"].map((student) => ({
    student,
    slug: "ledger",
    text: answerOf(honestWriting(7)),
  }));
  const html = similarityHtml(similarities(ring, new Map([["ledger", stub]])), { answers: ring });
  expect(html.match(/<details>/g)).toHaveLength(3);
  expect(html).toContain("3 more pairs between these students are in similarity.json.");
});

test("without a pair it says so, and where the obvious answer is", () => {
  const all = ["a", "b"].map((student) => ({ student, slug: "one", text: "export const a = 1;" }));
  const html = similarityHtml(similarities(all, new Map()), { answers: all });
  expect(html).toContain("No two answers are so alike that they need a look.");
  expect(html).toContain("<li>one: 2 of 2 answers, 4 tokens beside the stub's</li>");
});

describe("sideBySide", () => {
  test("marks the lines of a passage and numbers it on both sides", () => {
    const passages = [{ left: { from: 2, to: 3 }, right: { from: 1, to: 1 } }];
    const html = sideBySide(
      { heading: "A", text: "a\nb\nc\n" },
      { heading: "B", text: "b" },
      passages,
    );
    const marked = html.match(/<b>.*?<\/b><mark><code>.*?<\/code>/g);
    const spoken = '<span class="spoken">passage </span>';
    expect(marked).toEqual([
      `<b>${spoken}1</b><mark><code>b</code>`,
      "<b>1</b><mark><code>c</code>",
      `<b>${spoken}1</b><mark><code>b</code>`,
    ]);
  });

  test("shows the beginning of what is too long", () => {
    const long = { heading: "A", text: `${"x".repeat(900)}\n`.repeat(500) };
    const html = sideBySide(long, { heading: "B", text: "" }, []);
    expect(html).toContain("… 200 more lines");
    expect(html).not.toContain("x".repeat(401));
  });
});
