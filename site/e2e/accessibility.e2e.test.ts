import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isTooWide, violations } from "./axe.ts";
import { CellDriver } from "./cell-driver.ts";
import { openSite, realCourse, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

const themes = ["light", "dark"] as const;
const widths = [320, 1280];

const courses = { course: realCourse(), trial: trialCourse() };

describe.each(Object.entries(courses))("the pages of the %s", (_name, course) => {
  let site: SiteUnderTest;
  beforeAll(async () => {
    site = await openSite(course);
  }, 60_000);
  afterAll(() => site.close());
  const pages = [
    "index.html",
    "figures.html",
    "glossary.html",
    "404.html",
    ...course.chapters.map(({ id }) => `${id}.html`),
  ];

  test.each(pages)(
    "%s has no fault that axe finds, and no line that is too wide",
    { timeout: 120_000 },
    async (path) => {
      for (const width of widths) {
        const { page, complaints } = await site.open(path, { viewport: { width, height: 900 } });
        if ((await page.locator("[data-do=run-all]").count()) > 0) await runAndAnswer(page);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          expect(await violations(page), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
        }
        expect(await isTooWide(page), `${path} at ${width} px`).toBeNull();
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    },
  );
});

/** Brings a page into the state with the most to see: cells run, an editor open, answers given. */
async function runAndAnswer(page: Page): Promise<void> {
  const numbers = await page
    .locator(".cell:visible")
    .evaluateAll((all) => all.map((it) => Number(it.getAttribute("data-cell"))));
  await page.locator("[data-do=run-all]").click();
  for (const number of numbers) await new CellDriver(page, number).settled(60_000);
  for (const question of await page.locator(".question:has(input[type=radio])").all()) {
    await question.locator("input[type=radio]").first().check();
    await question.locator("[data-do=answer]").click();
  }
  await new CellDriver(page, numbers[0]!).button("edit").click();
  await page.locator(".cm-content").first().waitFor();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("main details")) fold.setAttribute("open", "");
  });
}

describe("by keyboard alone", { timeout: 60_000 }, () => {
  let site: SiteUnderTest;
  beforeAll(async () => {
    site = await openSite(trialCourse());
  }, 60_000);
  afterAll(() => site.close());

  test("Tab leads through the whole page, first to the skip link, and out of an editor", async () => {
    const { page } = await site.open("00-trial.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("skip");
    const cell = new CellDriver(page, 1);
    await cell.root.locator("pre.source").focus();
    await page.keyboard.press("Enter");
    await page.locator(".cm-content").waitFor();
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const shadow = document.activeElement?.shadowRoot?.activeElement;
        return (shadow ?? document.activeElement)?.className ?? "";
      });
    expect(await focused()).toContain("cm-content");
    await page.keyboard.press("Tab");
    expect(await focused()).not.toContain("cm-");

    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+m");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("cm-content");
    expect(await cell.root.locator(".tab-hint").textContent()).toContain("Tab indents");
    await page.keyboard.press("Escape");
    expect(await focused()).toContain("run");
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+m");
    expect(await cell.root.locator(".tab-hint").textContent()).toContain("Tab leaves");

    const stops = await walk(page);
    const missed = await page
      .locator("main :is(button, a, input, summary, pre.source):visible")
      .evaluateAll(
        (all, reached) =>
          all
            .map((it) => it.outerHTML.slice(0, 90))
            .filter((it) => !/disabled|type="radio"/.test(it) && !reached.includes(it)),
        stops,
      );
    expect(missed).toEqual([]);
  });

  test("[ and ] lead to the neighbours, but not while typing", async () => {
    const { page } = await site.open("index.html");
    await page.keyboard.press("]");
    await page.waitForURL(/00-trial/);
    await page.locator(".question input[type=text]").focus();
    await page.keyboard.press("[");
    expect(page.url()).toContain("00-trial");
  });

  test("the theme is switched, stored and there before the page is painted", async () => {
    const { page } = await site.open("index.html", { colorScheme: "light" });
    const paper = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.locator("[data-do=theme]").focus();
    await page.keyboard.press("Enter");
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction(() => document.body !== null);
    expect(await paper()).toBe(dark);
  });
});

/** Presses Tab until the page is left; answers what had the focus on the way. */
async function walk(page: Page): Promise<string[]> {
  const stops: string[] = [];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.locator(".skip").focus();
  for (let step = 0; step < 400; step++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 90) ?? "");
    if (stop.startsWith("<body")) break;
    stops.push(stop);
  }
  return stops;
}
