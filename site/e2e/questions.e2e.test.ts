import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(trialCourse());
}, 60_000);
afterAll(() => site.close());

test("a question is answered by keyboard, explained, remembered, and asked again", async () => {
  const { page } = await site.open("00-trial.html");
  const question = page.locator(".question").nth(0);
  const radios = question.locator("input[type=radio]");
  expect(await question.locator(".why").first().isVisible()).toBe(false);

  await question.locator("[data-do=answer]").click();
  expect(await question.locator(".verdict").textContent()).toBe("Choose an answer, or skip.");
  await radios.nth(0).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await question.locator(".verdict").textContent()).toBe("Not quite.");
  expect(await question.locator(".mark").allTextContents()).toEqual([
    "Your answer",
    "The right answer",
    "",
  ]);
  expect(await question.locator(".why:visible").allInnerTexts()).toEqual([
    "The cell counts each run.",
    "The hidden cell counts one, the visible one the other.",
  ]);

  await page.reload();
  expect(await question.locator(".verdict").textContent()).toBe("Not quite.");
  await question.locator("[data-do=again]").click();
  await radios.nth(1).check();
  await question.locator("[data-do=answer]").click();
  expect(await question.locator(".mark").allTextContents()).toEqual([
    "",
    "Your answer, and right",
    "",
  ]);
});

test("a question for a number takes it as people write numbers, and knows a misconception", async () => {
  const { page } = await site.open("00-trial.html");
  const question = page.locator(".question").nth(1);
  await question.locator("input").fill("100,000");
  await page.keyboard.press("Enter");
  expect(await question.locator(".verdict").textContent()).toBe("Not quite.");
  expect(await question.locator(".why:visible").allInnerTexts()).toEqual([
    "More is not always better.",
    "As above.",
  ]);
  await question.locator("[data-do=again]").click();
  await question.locator("input").fill(" 2 ");
  await question.locator("[data-do=answer]").click();
  expect(await question.locator(".verdict").textContent()).toBe("Right.");
});

test("a question can be skipped, and the page put back", async () => {
  const { page } = await site.open("00-trial.html");
  const question = page.locator(".question").nth(0);
  await question.locator("[data-do=skip]").click();
  expect(await question.locator(".verdict").textContent()).toBe("Skipped. Here is the answer.");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.locator("[data-do=reset-all]").click();
  expect(await question.locator(".verdict").textContent()).toBe("");
});

test("the front page tells the progress, saves it and takes it back", async () => {
  const { page } = await site.open("00-trial.html");
  await page.locator(".question [data-do=skip]").first().click();
  await page.locator(".brand").click();
  const progress = page.locator("[data-chapter-progress]");
  await progress.filter({ hasText: "Begun" }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("[data-do=export]").click(),
  ]);
  const saved = await file.path();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.locator("[data-do=forget]").click();
  await progress.waitFor({ state: "hidden" });
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator("[data-do=import]").click(),
  ]);
  await chooser.setFiles(saved);
  await progress.filter({ hasText: "Begun" }).waitFor();
});
