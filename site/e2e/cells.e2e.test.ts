import { type Cell, type Chapter, type Outputs, trimOutput } from "@headgate/course";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileChapter } from "../src/compile-chapter.ts";
import { welcomeOutput } from "../src/welcome-cell.ts";
import { CellDriver } from "./cell-driver.ts";
import { openSite, realCourse, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

const courses = { "the course": realCourse(), "the trial page": trialCourse() };

describe.each(Object.entries(courses))(
  "every cell of %s runs in the page and gives what the text says",
  (_name, course) => {
    let site: SiteUnderTest;
    beforeAll(async () => {
      site = await openSite(course);
    }, 60_000);
    afterAll(() => site.close());

    test.each(course.chapters.map((chapter) => [chapter.id, chapter] as const))(
      "%s",
      { timeout: 120_000 },
      async (id, chapter) => {
        const { page, complaints } = await site.open(`${id}.html`);
        const cells = runnable(chapter);
        await page.locator("[data-do=run-all]").click();
        for (const { number } of cells) await new CellDriver(page, number).settled(60_000);
        await page.waitForTimeout(300); // For what comes late.
        for (const { number, outputs, line } of cells) {
          const cell = new CellDriver(page, number);
          const seen = {
            text: trimOutput(await cell.stdout()),
            error: withoutFrames(await cell.stderr()),
          };
          const where = `${chapter.path}:${line}`;
          if (outputs?.text?.varies) expect(seen.text, where).not.toBe("");
          else expect(seen.text, where).toBe(outputs?.text?.text ?? "");
          expect(seen.error, where).toBe(withoutFrames(outputs?.error?.text ?? ""));
          const rich = await cell.root.locator(".output .rich").count();
          expect(rich > 0, `${where}: rich output`).toBe(outputs?.html !== undefined);
        }
        expect(complaints).toEqual([]);
      },
    );
  },
);

/** Where an error was thrown is told in other words here than in a notebook. */
function withoutFrames(text: string): string {
  return trimOutput(text.replace(/^\s+at .*$\n?/gm, ""));
}

test("the front page's cell gives what the page has on record", { timeout: 60_000 }, async () => {
  const site = await openSite(trialCourse());
  try {
    const { page, complaints } = await site.open("index.html");
    const cell = new CellDriver(page, 1);
    await cell.run();
    expect(await cell.stdout()).toBe(welcomeOutput);
    expect(complaints).toEqual([]);
  } finally {
    await site.close();
  }
});

interface Expected {
  readonly number: number;
  readonly line: number;
  readonly outputs: Outputs | undefined;
}

function runnable(chapter: Chapter): Expected[] {
  return [...compileChapter(chapter)].flatMap(([cell, pieces]) =>
    pieces.map(({ number }, at) => ({ number, line: cell.line, outputs: outputsOf(cell, at) })),
  );
}

/** What a cell must give. An exercise's stub gives nothing, and the cell that checks it a report. */
function outputsOf(cell: Cell, at: number): Outputs | undefined {
  if (cell.kind === "code") return cell.outputs;
  return at === 1 ? { html: { text: "" } } : undefined;
}
