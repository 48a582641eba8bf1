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

describe("a check after an answer that passed", { timeout: 90_000 }, () => {
  const { chapter, exercise, answer, check } = exercises[0]!;
  const solution = textOf(`solutions/${exercise.folder}`, `${exercise.slug}.ts`);
  const didNotRun = `Cell ${answer} did not run to its end, so there is no answer to check.`;
  const declares = new RegExp(`^Cell ${answer} does not declare \\S+, so there is no answer`);

  test.each([
    ["does not parse", `${solution}\nconst = ;`, didNotRun],
    ["throws", `${solution}\nthrow new Error("no");`, didNotRun],
    ["is empty", "", declares],
    ["declares other names", "const another = 1;", declares],
  ])("gives no verdict on one that %s", async (_, text, note) => {
    const { page } = await site.open(`${chapter.id}.html`);
    const [written, checked] = [new CellDriver(page, answer), new CellDriver(page, check)];
    await written.type(solution);
    await checked.run();
    const report = checked.root.locator(".rich .headgate-report");
    expect(await report.innerText()).toMatch(passed);
    await written.type(text);
    for (let times = 0; times < 2; times++) {
      await checked.run();
      expect(await report.count()).toBe(0);
      expect(await checked.note()).toMatch(note);
    }
    await written.type(solution);
    await checked.run();
    expect(await report.innerText()).toMatch(passed);
  });
});
