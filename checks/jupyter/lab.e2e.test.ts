import { mkdirSync, readdirSync, statSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireChromium } from "../../setup/chromium.mjs";
import { firstNotebook } from "../../setup/jupyter.mjs";
import { inRoot } from "../../setup/workspace.mjs";
import { startLearn, type Learn } from "./start-learn.ts";

const screenshots = inRoot(".cache", "screenshots");
const notebook = "checks/jupyter/elsewhere.ipynb";

describe("JupyterLab, started by `npm run learn`", () => {
  let learn: Learn;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    learn = await startLearn({ folder: inRoot() });
    expect(learn.address, learn.output()).toBeDefined();
    browser = await chromium.launch({
      executablePath: requireChromium(),
      args: ["--no-sandbox", "--disable-background-networking"],
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("request", (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && hostname !== "127.0.0.1") foreign.push(request.url());
    });
  });

  afterAll(async () => {
    await browser?.close();
    await learn?.stop();
  });

  test("opens on the first chapter", async () => {
    expect(learn.address).toContain(`/lab/tree/${firstNotebook()}?token=`);
    await page.goto(learn.address!);
    const title = page.locator(".jp-NotebookPanel .jp-RenderedMarkdown h1").first();
    await title.waitFor();
    expect(await title.innerText()).not.toBe("");
  });

  test("runs a cell in the TypeScript kernel and shows what it prints", async () => {
    const address = learn.address!.replace(firstNotebook()!, notebook);
    await page.goto(`${address}&reset`);
    const panel = page.locator(".jp-NotebookPanel");
    await panel.locator(".jp-CodeCell .jp-InputArea-editor").first().click();
    await page.getByText("TypeScript | Idle").waitFor();
    await page.keyboard.press("Shift+Enter");
    await expectText(panel.locator(".jp-OutputArea-output").first(), "function");
    const screenshot = `${screenshots}/lab.png`;
    await page.screenshot({ path: screenshot });
    expect(statSync(screenshot).size).toBeGreaterThan(10_000);
  });

  test("asks nobody for news or updates and shows no notice", async () => {
    expect(foreign).toEqual([]);
    expect(await page.locator(".Toastify__toast").count()).toBe(0);
  });

  test("offers the TypeScript kernel alone", async () => {
    const { origin, searchParams } = new URL(learn.address!);
    const specs = await fetch(`${origin}/api/kernelspecs?token=${searchParams.get("token")}`);
    const { kernelspecs } = (await specs.json()) as { kernelspecs: Record<string, unknown> };
    expect(Object.keys(kernelspecs)).toEqual(["tslab"]);
  });

  test("ends with Ctrl-C, and its server and kernels with it", async () => {
    await browser.close();
    const { origin } = new URL(learn.address!);
    expect(await learn.stop()).toBe(0);
    await expect(fetch(`${origin}/api/status`)).rejects.toThrow("fetch failed");
    const files = readdirSync(inRoot(".cache", "jupyter", "runtime"));
    expect(files.filter((name) => name.startsWith("kernel-"))).toEqual([]);
  });
});

async function expectText(locator: ReturnType<Page["locator"]>, text: string): Promise<void> {
  await locator.filter({ hasText: text }).waitFor({ timeout: 60_000 });
  expect((await locator.innerText()).trim()).toBe(text);
}
