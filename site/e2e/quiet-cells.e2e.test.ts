import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CellDriver } from "./cell-driver.ts";
import { openSite, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

const path = "00-trial.html";
let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(trialCourse());
}, 60_000);
afterAll(() => site.close());

describe("a cell's bar", { timeout: 60_000 }, () => {
  test("says that a cell ran that prints nothing, until a restart or a reset", async () => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 1);
    const mark = cell.root.locator(".ran");
    expect(await mark.innerText()).toBe("");
    await cell.type("const silent = 1;");
    await cell.run();
    expect(await mark.innerText()).toBe("ran");
    await cell.button("reset").click();
    expect(await mark.innerText()).toBe("");
    await cell.run();
    expect(await mark.innerText()).toBe("ran");
    await page.locator("[data-do=restart]").click();
    expect(await mark.innerText()).toBe("");
  });

  test("does not say so of a cell that failed", async () => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 1);
    await cell.run();
    await cell.type('throw new Error("no");');
    await cell.run();
    expect(await cell.root.locator(".ran").innerText()).toBe("");
  });
});

test("a long line is wrapped, and a figure in text is not", { timeout: 60_000 }, async () => {
  const { page } = await site.open(path);
  const cell = new CellDriver(page, 1);
  await cell.type(
    'console.log("x".repeat(400));\nconsole.log("─".repeat(400));\nconsole.error("a word ".repeat(90));',
  );
  await cell.run();
  const wide = await cell.root
    .locator(".output pre")
    .evaluateAll((all) => all.map((it) => it.scrollWidth > it.clientWidth));
  expect(wide).toEqual([false, true, false]);
});
