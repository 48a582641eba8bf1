import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "../../setup/launch-chromium.mjs";

/* `npm run watch-pipeline` as its readers know it: a program, and a page. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "lib", "watch", "dist", "main.js");
const fixture = join(root, "lib", "watch", "fixture", "pipeline.ts");
const folder = mkdtempSync(join(tmpdir(), "headgate-watch-"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const children = new Set<ChildProcess>();
let browser: Browser;

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, "setup", "build.mjs"), "lib"], { stdio: "pipe" });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

// What a test that has failed has left running.
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});

/** Runs the fixture; answers the page's address, what was printed, and how to end it. */
async function watchFixture() {
  const child = spawn(process.execPath, [main, fixture], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  let printed = "";
  const address = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const [, found] = printed.match(/ at (http:\/\/127\.0\.0\.1:\d+\/) /) ?? [];
      if (found !== undefined && printed.includes("own words")) resolve(found);
    });
  });
  const state = async () =>
    (await (await fetch(`${address}state`)).json()) as { systems: number[]; samplers: number };
  const end = (): Promise<unknown> => {
    const ended = new Promise((resolve) => {
      child.on("exit", (_code, signal) => resolve(signal));
    });
    child.kill("SIGINT");
    return ended;
  };
  return { address, state, end };
}

/** Opens the page; what the browser complains of is kept. */
async function open(address: string, width = 900): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  return { page, complaints };
}

/** What the player says of the moment that it shows. */
const status = (page: Page): Promise<string> => page.locator("#player .status").innerText();
/** The last stage's row of numbers. */
const numbers = (page: Page): Promise<string> => page.locator("#stages tr").last().innerText();
const scrubber = (page: Page) => page.locator("#player input[type=range]");

/** In the page: which element of the player has the focus. */
const focusedInPlayer = (): string | undefined =>
  document.querySelector("#player")?.shadowRoot?.activeElement?.tagName;

async function changes(read: () => Promise<string>): Promise<void> {
  const before = await read();
  await expect.poll(read, { timeout: 20_000 }).not.toBe(before);
}

describe("a pipeline that is watched", () => {
  test("shows numbers that change, and is sampled no more once the page is closed", async () => {
    const { address, state, end } = await watchFixture();
    expect(await state()).toMatchObject({ systems: [1, 2], samplers: 0 });
    const { page, complaints } = await open(address);
    const picture = page.locator("#player .pictures svg");
    await picture.waitFor();
    for (const name of ["feed", "double", "slow"]) await picture.getByText(name).waitFor();
    await changes(() => status(page));
    await changes(() => numbers(page));
    expect(await status(page)).toMatch(/^step [\d,]+ of [\d,]+ at .* events handled a second$/);
    expect((await state()).samplers).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
    await expect.poll(async () => (await state()).samplers).toBe(0);
    expect(await end()).toBe("SIGINT");
  });

  test("is paused by the keyboard, looked back at, and goes on", async () => {
    const { address, end } = await watchFixture();
    const { page, complaints } = await open(address);
    await scrubber(page).waitFor();
    for (let i = 0; i < 3; i++) await changes(() => status(page));
    await page.locator("#pause").focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#pause").innerText()).toBe("Go on");
    const atPause = [await status(page), await numbers(page)];
    await page.waitForTimeout(600);
    expect([await status(page), await numbers(page)]).toEqual(atPause);
    await page.locator("#pause").press("Enter");
    expect(await page.locator("#pause").innerText()).toBe("Pause");
    await changes(() => status(page));
    // Who goes back stays there.
    await scrubber(page).focus();
    for (let i = 0; i < 2; i++) await page.keyboard.press("ArrowLeft");
    expect(await page.locator("#pause").innerText()).toBe("Go on");
    const back = await status(page);
    await page.waitForTimeout(600);
    expect(await status(page)).toBe(back);
    await page.locator("#system").selectOption("2");
    await page.locator("#player .pictures svg").getByText("alone").waitFor();
    expect(complaints).toEqual([]);
    await page.close();
    await end();
  });

  test("goes on from a moment that was gone back to, and then shows the newest again", async () => {
    const { address, end } = await watchFixture();
    const { page, complaints } = await open(address);
    await scrubber(page).focus();
    await changes(() => status(page));
    await page.keyboard.press("Home");
    expect(await status(page)).toMatch(/^before the first of [\d,]+ steps$/);
    expect(await page.locator("#stages tr").count()).toBe(0);
    await page.locator("#pause").press("Enter");
    await changes(() => status(page));
    expect(await status(page)).toMatch(/^step ([\d,]+) of \1 at /);
    expect(await page.locator("#stages tr").count()).toBe(3);
    await page.locator("#player button", { hasText: "Back" }).click();
    expect(await page.locator("#pause").innerText()).toBe("Go on");
    expect(complaints).toEqual([]);
    await page.close();
    await end();
  });

  test("leaves view, focus and an open table as they are while it follows", async () => {
    const { address, end } = await watchFixture();
    const { page, complaints } = await open(address);
    await page.getByRole("radio", { name: "over time" }).check();
    const summary = page.locator("#player summary");
    await summary.click();
    for (let i = 0; i < 2; i++) await changes(() => status(page));
    expect(await page.locator("#player details").getAttribute("open")).not.toBeNull();
    const focused = () => page.evaluate(focusedInPlayer);
    expect(await focused()).toBe("SUMMARY");
    await page.locator("#player .scrolls").first().focus();
    for (let i = 0; i < 2; i++) await changes(() => status(page));
    expect(await focused()).toBe("DIV");
    expect(await page.getByRole("radio", { name: "over time" }).isChecked()).toBe(true);
    expect(await page.locator("#pause").innerText()).toBe("Pause");
    expect(complaints).toEqual([]);
    await page.close();
    await end();
  });

  test.each([
    ["light", 320],
    ["light", 900],
    ["dark", 320],
    ["dark", 900],
  ] as const)("has no fault that axe finds: %s, %i pixels wide", async (colorScheme, width) => {
    const { address, end } = await watchFixture();
    const { page } = await open(address, width);
    await page.emulateMedia({ colorScheme });
    await scrubber(page).waitFor();
    await page.evaluate(axe);
    const faults = await page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string }[] }> };
      };
      return (await tool.run()).violations.map(({ id }) => id);
    });
    expect(faults).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    await page.close();
    await end();
  });
});

describe("a file that cannot be watched", () => {
  test.each([
    ["throws.ts", "\nthrow new RangeError('boom');", / threw on line 2: RangeError: boom$/],
    ["none.ts", "console.log('nothing');", /none\.ts made no system: there is nothing to watch/],
    [
      "late.ts",
      'import { System } from "headgate";\nnew System();\nvoid Promise.reject(new Error("late"));',
      / threw on line 3: Error: late$/,
    ],
  ])("%s says so in one sentence", (name, text, sentence) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { status, stderr } = spawnSync(process.execPath, [main, path], { encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
