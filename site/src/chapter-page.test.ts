import { describe, expect, test } from "vitest";
import { chapterOf, code, exercise } from "./chapter.test-data.ts";
import { chapterMain, chapterOutline } from "./chapter-page.ts";
import { compileChapter } from "./compile-chapter.ts";

function mainOf(...cells: Parameters<typeof chapterOf>): string {
  const chapter = chapterOf(...cells);
  return onOneLine(chapterMain(chapter, compileChapter(chapter)).html);
}

/** The templates are laid out for people; between elements that makes no difference. */
function onOneLine(html: string): string {
  return html
    .replace(/\s+/g, " ")
    .replace(/ ?> ?/g, ">")
    .replace(/ ?< ?/g, "<")
    .replace(/ ?\/>/g, ">");
}

const heading = { kind: "heading", title: "What `it` is", anchor: "what-it-is" } as const;

describe("chapterMain", () => {
  test("says what the chapter is", () => {
    const html = mainOf();
    expect(html).toContain("<h1>Trial &lt;1&gt;</h1>");
    expect(html).toContain("<li>About 12 minutes</li>");
    expect(html).toContain("builds on chapter 2");
    expect(html).toContain("<li>try<code>it</code></li>");
  });

  test("says how long the exercises take, beside the text", () => {
    const html = mainOf(exercise(5), exercise(20));
    expect(html).toContain("<li>About 12 minutes, and 25 for 2 exercises</li>");
    expect(mainOf(exercise(5))).toContain("<li>About 12 minutes, and 5 for the exercise</li>");
  });

  test("puts each section under its heading", () => {
    const html = mainOf({ kind: "prose", text: "The scene." }, heading, {
      kind: "prose",
      text: "Text.",
    });
    expect(html).toMatch(/<div class="opening"><p>The scene.<\/p>\s*<\/div>/);
    expect(html).toMatch(
      /<section class="part" data-kind="run" aria-labelledby="what-it-is"><h2 id="what-it-is">/,
    );
    expect(html).toContain('<span class="heading-text">What<code>it</code>is</span>');
  });

  test("shows a cell's text for a reader without a script, and what a run printed", () => {
    const html = mainOf(
      code("let a = '<b>';", { outputs: { text: { text: "5 < 6", varies: false } } }),
    );
    expect(html).toContain("<span class=\"tok-string\">'&lt;b&gt;'</span>");
    expect(html).toContain("5 &lt; 6</pre></details>");
    expect(html).toContain('data-do="run"');
  });

  test("hides a hidden cell and keeps what it printed to itself", () => {
    const html = mainOf(
      code("1", { hidden: true, outputs: { text: { text: "n = 1", varies: false } } }),
    );
    expect(html).toMatch(/data-cell="1"[^>]* hidden>/);
    expect(html).not.toContain("n = 1");
  });

  test("gives a slider the number of the cell's text", () => {
    const slider = { name: "most", min: 1, max: 20, step: 1 };
    expect(mainOf(code("const most: number = 1_0;", { slider }))).toContain(
      'min="1" max="20" step="1" value="10"',
    );
    expect(() => mainOf(code("let most = 10;", { slider }))).toThrow(
      "course/chapters/07-trial.md:10: the slider needs a line `const most = <number>` in its cell, and there is none.",
    );
  });
});

test("chapterOutline lists the sections", () => {
  expect(chapterOutline(chapterOf(heading)).html).toContain(
    '<a href="#what-it-is">What <code>it</code> is</a>',
  );
});
