import { type ExerciseCell, stubCell } from "@headgate/course";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileChapter } from "../src/compile-chapter.ts";
import { CellDriver } from "./cell-driver.ts";
import { openSite, realCourse, root, type SiteUnderTest } from "./site-under-test.ts";

const course = realCourse();
const exercises = course.chapters.flatMap((chapter) => {
  const numbers = compileChapter(chapter);
  return chapter.cells
    .filter((cell): cell is ExerciseCell => cell.kind === "exercise")
    .map((cell) => {
      const [answer, check] = numbers.get(cell)!.map(({ number }) => number);
      return { chapter, exercise: cell.exercise, answer: answer!, check: check! };
    });
});

let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(course);
}, 60_000);
afterAll(() => site.close());

function textOf(folder: string, file: string): string {
  return stubCell(readFileSync(join(root, folder, file), "utf8"));
}

const passed = /all \d+ visible checks passed|(\d+) of \1 visible checks passed/i;

describe.each(exercises)("the exercise $exercise.slug", ({ chapter, exercise, answer, check }) => {
  const { folder, slug } = exercise;

  test(
    "fails as it is handed out and passes with its solution, by one press on Check",
    { timeout: 90_000 },
    async () => {
      const { page, complaints } = await site.open(`${chapter.id}.html`);
      const [written, checked] = [new CellDriver(page, answer), new CellDriver(page, check)];
      await checked.run();
      const report = checked.root.locator(".rich .headgate-report");
      expect(await report.innerText()).not.toMatch(/could not be checked/);
      expect(await report.innerText()).not.toMatch(passed);
      expect(await checked.stderr()).toBe("");
      await written.type(textOf(`solutions/${folder}`, `${slug}.ts`));
      await checked.run();
      expect(await report.innerText()).toMatch(passed);
      expect(complaints).toEqual([]);

      await page.locator(".brand").click();
      const progress = page.locator(`[data-chapter-progress="${chapter.id}"]`);
      await progress.filter({ hasText: `1 of ${chapter.exercises.length} exercises` }).waitFor();
    },
  );
});

test(
  "an answer with a loop that does not end is stopped by the limit",
  { timeout: 60_000 },
  async () => {
    const counter = exercises.find(({ exercise }) => exercise.slug === "counter")!;
    const { page } = await site.open(`${counter.chapter.id}.html`);
    const checked = new CellDriver(page, counter.check);
    await new CellDriver(page, counter.answer).type(
      'import { producer } from "headgate";\nconst counter = producer(() => ({ handleDemand: () => { for (;;); } }));',
    );
    await checked.root.evaluate((it) => it.setAttribute("data-limit-ms", "2000"));
    await checked.run();
    expect(await checked.note()).toContain("Stopped after 2 s");
  },
);
