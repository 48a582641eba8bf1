import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gzipSize } from "../src/sizes.ts";
import { CellDriver } from "./cell-driver.ts";
import { openSite, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

/** What the player may weigh on the wire, gzipped, with all that it alone needs. */
const playerBudget = 30_000;

const path = "00-trial.html";
const shows = `import { System, fromIterable, consumer } from "headgate";
import { show } from "headgate/show";
const shown = new System({ clock: "virtual", trace: true });
const feed = shown.start(fromIterable([1, 2, 3]), { name: "<b>feed</b>" });
shown.start(consumer(() => ({ handleEvents: () => {} })), { name: "sink", subscribeTo: [{ to: feed }] });
await shown.idle();
show(shown, { title: "Three events" });`;

let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(trialCourse());
}, 60_000);
afterAll(() => site.close());

/** The scripts that the page itself has loaded; its worker has a list of its own. */
const scriptsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.endsWith(".js")),
  );

async function runFigure({ page }: { readonly page: Page }) {
  const cell = new CellDriver(page, 1);
  await cell.type(shows);
  await cell.button("run").click();
  await cell.settled();
  return { cell, player: cell.root.locator(".cell-player") };
}

/** What a page loads for its first figure, when a cell has run already. */
async function playerFiles(page: Page): Promise<string[]> {
  const other = new CellDriver(page, 3);
  await other.type("1");
  await other.run();
  const before = await scriptsOf(page);
  const { player } = await runFigure({ page });
  await player.locator("input[type=range]").waitFor();
  return (await scriptsOf(page)).filter((it) => !before.includes(it));
}

describe("a figure of a cell", { timeout: 60_000 }, () => {
  test("is played, and its keys work", async () => {
    const watched = await site.open(path);
    const { cell, player } = await runFigure(watched);
    const range = player.locator("input[type=range]");
    await range.waitFor();
    expect(await cell.root.locator(".rich").isVisible()).toBe(false);
    const status = player.locator("[role=status]");
    const before = await status.innerText();
    await range.press("ArrowRight");
    expect(await status.innerText()).not.toBe(before);
    expect(watched.complaints).toEqual([]);
  });

  test("is there once, however often its cell is run", async () => {
    const { cell, player } = await runFigure(await site.open(path));
    await player.locator("input[type=range]").waitFor();
    await cell.run();
    await player.locator("input[type=range]").waitFor();
    expect(await player.count()).toBe(1);
  });

  test("is the still one on paper", async () => {
    const watched = await site.open(path);
    const { cell, player } = await runFigure(watched);
    await player.locator("input[type=range]").waitFor();
    await watched.page.emulateMedia({ media: "print" });
    expect(await player.isVisible()).toBe(false);
    expect(await cell.root.locator(".rich svg").isVisible()).toBe(true);
  });

  test("loads its player with the first figure, as files of its own", async () => {
    const { page } = await site.open(path);
    const files = await playerFiles(page);
    expect(files.length).toBeGreaterThan(0);
    const sizes = files.map((it) => gzipSize(join(site.out, it.slice(site.address.length))));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(playerBudget);
  });

  test("stays still where its player cannot be loaded", async () => {
    const files = await playerFiles((await site.open(path)).page);
    const { page, complaints } = await site.open(path);
    await page.route(
      (url) => files.includes(url.href),
      (route) => route.abort(),
    );
    const { cell, player } = await runFigure({ page });
    await expect.poll(() => complaints.join()).toContain("dynamically imported module");
    expect(await cell.root.locator(".rich svg").isVisible()).toBe(true);
    expect(await player.count()).toBe(0);
  });
});
