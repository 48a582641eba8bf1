import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CellDriver } from "./cell-driver.ts";
import { openSite, type SiteUnderTest, trialCourse } from "./site-under-test.ts";

const path = "00-trial.html";
let site: SiteUnderTest;
beforeAll(async () => {
  site = await openSite(trialCourse());
}, 60_000);
afterAll(() => site.close());

describe("a run", { timeout: 60_000 }, () => {
  test("of a cell that needs others says so, and runs them on demand", async () => {
    const { page } = await site.open(path);
    const second = new CellDriver(page, 2);
    await second.run();
    expect(await second.note()).toContain(
      "count comes from cell 1, which has not been run in this session.",
    );
    await second.button("above").click();
    await second.root.locator(".output .stdout").waitFor();
    expect(await second.stdout()).toContain("runs = 2");
  });

  test("shows an error with the line that threw it", async () => {
    const { page } = await site.open(path);
    const third = new CellDriver(page, 3);
    await third.run();
    expect(await third.stderr()).toBe("RangeError: more than 10");
    expect(await third.place()).toBe("Line 3");
  });

  test("starts by Shift-Enter on the text", async () => {
    const { page } = await site.open(path);
    const third = new CellDriver(page, 3);
    await third.root.locator("pre.source").focus();
    await page.keyboard.press("Shift+Enter");
    await third.root.locator(".output .stderr").waitFor();
  });

  test("of drawing code shows the drawing and lets no script of it act", async () => {
    const { page, complaints } = await site.open(path);
    const cell = new CellDriver(page, 6);
    await cell.run();
    expect(await cell.root.locator(".rich circle").count()).toBe(4);
    const fill = await cell.root
      .locator(".rich circle")
      .first()
      .evaluate((it) => getComputedStyle(it).fill);
    expect(fill).toBe("rgb(38, 116, 196)");
    await cell.root.locator(".rich circle").first().dispatchEvent("click");
    expect(await cell.root.locator(".rich script, .rich img").count()).toBe(0);
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  test("follows the slider, without a compiler", async () => {
    const { page, requests } = await site.open(path);
    const cell = new CellDriver(page, 6);
    await cell.root.locator("input[type=range]").focus();
    await page.keyboard.press("End");
    await cell.root.locator(".rich").waitFor();
    expect(await cell.root.locator(".rich circle").count()).toBe(19);
    expect(compilers(requests)).toEqual([]);
  });
});

describe("Stop", { timeout: 60_000 }, () => {
  test("ends a loop that does not end, and the page goes on", async () => {
    const { page } = await site.open(path);
    const [first, second] = [new CellDriver(page, 1), new CellDriver(page, 2)];
    await first.run();
    await second.type("console.log('begun');\nwhile (true) {}");
    await second.button("run").click();
    await second.root.locator(".output .stdout").waitFor();
    await second.button("stop").click();
    await second.root.locator(".run-note").waitFor();
    expect(await second.note()).toBe(
      "Stopped. The session was restarted: run the cells above again. Run all above",
    );
    await second.button("above-only").click();
    await first.root.locator(".output .stdout").waitFor();
    await second.type("count()");
    await second.run();
    expect(await second.stdout()).toBe("2");
  });

  test("comes by itself after the limit", async () => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 3);
    await cell.root.evaluate((it) => it.setAttribute("data-limit-ms", "1500"));
    await cell.type("await new Promise(() => {})");
    await cell.run();
    expect(await cell.note()).toBe(
      "Stopped after 1.5 s: a loop that never ends, or a promise that nobody resolves.",
    );
  });

  test("of a cell that prints without end is not needed to keep the page alive", async () => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 3);
    await cell.type("for (let i = 0; i < 1e6; i++) console.log(i)");
    await cell.run();
    expect(await cell.stderr()).toBe(
      "Output stopped after 2000 lines: print less, or only every hundredth line.",
    );
    expect((await cell.stdout()).split("\n")).toHaveLength(2000);
  });
});

describe("an edited cell", { timeout: 60_000 }, () => {
  test("runs as edited, is kept, is not run on loading, and can be reset", async () => {
    const { page, complaints } = await site.open(path);
    const cell = new CellDriver(page, 3);
    await cell.type("const greeting: string = 'edited';\nconsole.log(greeting);");
    await page.keyboard.press("Shift+Enter");
    await cell.root.locator(".output .stdout").waitFor();
    expect(await cell.stdout()).toBe("edited");
    expect(await cell.root.locator(".badge").isVisible()).toBe(true);

    await page.reload();
    expect(await cell.root.locator("pre.source").textContent()).toContain("'edited'");
    expect(await cell.root.locator(".badge").isVisible()).toBe(true);
    expect(await cell.root.locator(".output").isVisible()).toBe(false);
    await cell.run();
    expect(await cell.stdout()).toBe("edited");

    await cell.button("reset").click();
    expect(await cell.root.locator(".badge").isVisible()).toBe(false);
    expect(await cell.root.locator("pre.source .tok-keyword").count()).toBeGreaterThan(0);
    await page.reload();
    expect(await cell.root.locator("pre.source").textContent()).toContain("RangeError");
    expect(complaints).toEqual([]);
  });

  test.each([
    [
      "namespace N { export const a = 1 }",
      "A cell cannot declare a `namespace`: use an object or a class.",
      "Line 1",
    ],
    [
      "1;\nimport fs from 'node:fs';",
      "A cell can import `headgate`, `headgate/show`, `headgate/testing`, `@headgate/quakes` and `@headgate/check`, but not `node:fs`.",
      "Line 2",
    ],
    ["1;\nawaited + 1", "`awaited` is not defined: no cell above declares it.", "Line 2"],
    ["let a = ;", "SyntaxError: Unexpected token", "Line 1"],
    [
      "import { Sytem } from 'headgate';\nnew Sytem()",
      "`headgate` has nothing called `Sytem`: is it spelled so?",
      "Line 1",
    ],
    [
      "setTimeout(() => { throw new Error('late') }, 20);\nawait new Promise((r) => setTimeout(r, 60));",
      "Error: late",
      "Line 1",
    ],
  ])("says in one sentence what is wrong with %j", async (text, sentence, place) => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 3);
    await cell.type(text);
    await cell.run();
    expect(await cell.stderr()).toBe(sentence);
    expect(await cell.place()).toBe(place);
  });

  test("has no way to the network", async () => {
    const { page } = await site.open(path);
    const cell = new CellDriver(page, 3);
    await cell.type("console.log(typeof fetch, typeof WebSocket, typeof indexedDB)");
    await cell.run();
    expect(await cell.stdout()).toBe("undefined undefined undefined");
  });
});

/** The requests that fetched what turns TypeScript into JavaScript. */
export function compilers(requests: readonly string[]): string[] {
  return requests.filter((address) => /compile-cell/.test(address));
}
