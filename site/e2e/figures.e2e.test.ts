import { figures } from "@headgate/figures";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isTooWide, violations } from "./axe.ts";
import { compareWithBaseline } from "./baseline.ts";
import { CellDriver } from "./cell-driver.ts";
import { FigureDriver } from "./figure-driver.ts";
import { openSite, type SiteUnderTest, trialCourse, type WatchedPage } from "./site-under-test.ts";

let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(trialCourse());
}, 60_000);
afterAll(() => site.close());

interface OpenFigure extends WatchedPage {
  readonly figure: FigureDriver;
}

async function open(slug: string, hash = "", width = 1280): Promise<OpenFigure> {
  const viewport = { width, height: 900 };
  const watched = await site.open(`figure-${slug}.html${hash}`, { viewport });
  return { ...watched, figure: new FigureDriver(watched.page, slug) };
}

describe.each(figures.map(({ slug }) => slug))("figure %s", (slug) => {
  test.each([1280, 320])(
    "runs, holds what must hold, and looks as it did at %i px",
    async (width) => {
      const { page, figure, complaints } = await open(slug, "", width);
      await figure.skipQuestion();
      expect(new Set(await figure.invariants())).toEqual(new Set(["holds"]));
      const player = page.locator(".figure-player");
      // The page's head stays in sight, and would lie over the picture.
      await page.locator(".top").evaluate((head: HTMLElement) => (head.style.position = "static"));
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await violations(page), `${slug}, ${colorScheme}, ${width} px`).toEqual([]);
        // In the middle of the run there is most to see.
        await figure.scrubber.evaluate((range: HTMLInputElement) => {
          range.value = String(Math.round(Number(range.max) / 2));
          range.dispatchEvent(new Event("input", { bubbles: true }));
        });
        await compareWithBaseline(await player.screenshot(), `${slug}-${width}-${colorScheme}`);
      }
      expect(await isTooWide(page)).toBeNull();
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );
});

describe("a figure's page", () => {
  test("asks before it shows, and loads nothing of the run until then", async () => {
    const { page, figure, requests } = await open("push-vs-pull");
    await page.waitForTimeout(300);
    const scripts = requests.filter((address) => address.endsWith(".js")).length;
    expect(await page.locator(".figure-live").isVisible()).toBe(false);
    expect(await page.locator(".figure-still").isVisible()).toBe(false);
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Answer", exact: true }).click();
    await figure.ran();
    expect(requests.filter((address) => address.endsWith(".js")).length).toBeGreaterThan(scripts);
    expect(await page.locator(".verdict").textContent()).toBe("Not quite.");
    await page.context().close();
  });

  test("runs again at once when a slider moves, by keys too, and says what came before", async () => {
    const { page, figure } = await open("push-vs-pull");
    await figure.skipQuestion();
    const before = await figure.metrics();
    const slider = figure.control("Desk, time for each");
    await slider.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(() => figure.metrics()).not.toEqual(before);
    expect(await slider.getAttribute("aria-valuetext")).toBe("10 ms");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe(
      "consumeMs",
    );
    expect(await page.locator(".metrics .was").count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test("keeps where it stands in its address, which brings another reader there", async () => {
    const first = await open("push-vs-pull");
    await first.figure.skipQuestion();
    const { figure } = first;
    await figure.control("Quakes").fill("25");
    await figure.control("Seed").fill("7");
    await first.page.locator(".figure-player").getByText("marbles").click();
    await figure.scrubber.focus();
    for (let i = 0; i < 3; i++) await first.page.keyboard.press("ArrowRight");
    const hash = await figure.hash();
    expect(hash).toBe("#count=25&seed=7&view=marbles&step=3");
    const metrics = (await figure.metrics()).map((text) => text.replace(/was .*/, ""));
    await first.page.context().close();

    const second = await open("push-vs-pull", hash);
    await second.figure.skipQuestion();
    expect(await second.figure.metrics()).toEqual(metrics);
    expect(await second.figure.scrubber.inputValue()).toBe("3");
    expect(await second.figure.control("Quakes").inputValue()).toBe("25");
    expect(await second.page.getByRole("radio", { name: "marbles" }).isChecked()).toBe(true);
    await second.page.context().close();
  });

  test("makes sense of an address that makes none", async () => {
    const hash = "#count=-3&produceMs=many&seed=1e99&view=film&step=999999999&__proto__=1";
    const { page, figure, complaints } = await open("push-vs-pull", hash);
    await figure.skipQuestion();
    expect(await figure.control("Quakes").inputValue()).toBe("1");
    expect(await figure.control("Seed").inputValue()).toBe("1");
    await figure.control("Seed").fill("2");
    expect(await figure.hash()).not.toContain("film");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("stays as it is when a link leads to a part of the page", async () => {
    const hash = "#count=25&seed=7&view=marbles&step=3";
    const { page, figure } = await open("push-vs-pull", hash);
    await figure.skipQuestion();
    await page.evaluate(() => (location.hash = "#main"));
    await expect.poll(() => figure.hash()).toBe(hash);
    expect(await figure.control("Quakes").inputValue()).toBe("25");
    expect(await figure.scrubber.inputValue()).toBe("3");
    await page.context().close();
  });

  test("says where its link cannot be copied, and gives the button its label back", async () => {
    const { page, figure, complaints } = await open("push-vs-pull");
    await figure.skipQuestion();
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    const button = page.locator("[data-do=copy-link]");
    const label = await button.textContent();
    for (let press = 0; press < 2; press++) {
      await button.click();
      await page.getByText("Not allowed: copy the address").waitFor();
    }
    await expect.poll(() => button.textContent(), { timeout: 5000 }).toBe(label);
    await page.waitForTimeout(2000);
    expect(await button.textContent()).toBe(label);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("goes to the step of an address that comes while a shorter run is under way", async () => {
    const { page, figure } = await open("push-vs-pull");
    await figure.skipQuestion();
    const hash = "#count=60&step=200";
    await figure.control("Quakes").evaluate((range: HTMLInputElement, to) => {
      range.value = "1";
      range.dispatchEvent(new Event("input", { bubbles: true }));
      // At once, where a browser that goes back says so a little later.
      history.replaceState(history.state, "", to);
      dispatchEvent(new HashChangeEvent("hashchange"));
    }, hash);
    await expect.poll(() => figure.scrubber.inputValue(), { timeout: 5000 }).toBe("200");
    expect(await figure.hash()).toBe(hash);
    await page.context().close();
  });

  test("shows its code with the values of its controls, and the code runs", async () => {
    const { page, figure } = await open("push-vs-pull");
    await figure.skipQuestion();
    await figure.control("Quakes").fill("12");
    const source = page.locator(".cell pre.source");
    await expect.poll(() => source.textContent()).toContain("const count = 12;");
    await expect.poll(() => figure.scrubber.getAttribute("max")).not.toBe("290");
    const length = await figure.scrubber.getAttribute("max");
    await new CellDriver(page, 1).run();
    const inCell = page.locator(".cell .output input[type=range]");
    await inCell.waitFor();
    expect(await inCell.getAttribute("max")).toBe(length);
    await page.context().close();
  });

  test("sets its code in an open editor without an edit, and leaves what the reader typed", async () => {
    const { page, figure } = await open("push-vs-pull");
    await figure.skipQuestion();
    const cell = new CellDriver(page, 1);
    await cell.button("edit").click();
    const shown = cell.root.locator(".cm-content");
    await figure.control("Quakes").fill("12");
    await expect.poll(() => shown.textContent()).toContain("const count = 12;");
    expect(await cell.button("reset").isVisible()).toBe(false);

    await cell.type("const count = 7;\nconsole.log(count);\n");
    await figure.control("Quakes").fill("20");
    await figure.hash();
    expect(await shown.textContent()).toContain("const count = 7;");
    await cell.run();
    expect(await cell.stdout()).toBe("7");

    await cell.button("reset").click();
    await expect.poll(() => shown.textContent()).toContain("const count = 20;");
    expect(await cell.button("reset").isVisible()).toBe(false);
    await page.context().close();
  });

  test("has a picture and its steps where no script runs, and on paper", async () => {
    const { page } = await site.open("figure-push-vs-pull.html", { javaScriptEnabled: false });
    expect(await page.locator(".figure-still img").isVisible()).toBe(true);
    expect(await page.locator(".figure-still details").count()).toBe(2);
    await page.context().close();
    const printed = await open("push-vs-pull");
    await printed.figure.skipQuestion();
    await printed.page.emulateMedia({ media: "print" });
    expect(await printed.page.locator(".figure-still img").isVisible()).toBe(true);
    expect(await printed.page.locator(".figure-live").isVisible()).toBe(false);
    await printed.page.context().close();
  });
});
