import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requireChromium } from "../../setup/chromium.mjs";
import { cloneEnvironment } from "../../setup/environment.mjs";
import { startJupyter } from "../../setup/jupyter.mjs";
import { startOnPort } from "../../setup/ports.mjs";
import { venvPython } from "../../setup/venv.mjs";
import { inRoot } from "../../setup/workspace.mjs";

/* What becomes of a figure where notebooks are read: in JupyterLab, trusted or not, and as a page of nbconvert's. */

// JupyterLab shows no file of a hidden folder, so it cannot be below .cache/.
const folder = inRoot("dist-figures");
const notebook = join(folder, "figures.ipynb");
const untrusted = join(folder, "untrusted.ipynb");
const screenshots = inRoot(".cache", "screenshots");

const cell = `import { System, fromIterable, consumer } from "headgate";
import { show } from "headgate/show";
const system = new System({ clock: "virtual", trace: true });
const feed = system.start(fromIterable([1, 2, 3]), { name: "feed </script>" });
system.start(consumer(() => ({ handleEvents: () => {} })), { name: "sink", subscribeTo: [{ to: feed, maxDemand: 2 }] });
await system.idle();
show(system, { title: "Three events" });
show(system, { as: "topology" });`;

function notebookOf(source: string, outputs: readonly unknown[] = []): string {
  const code = { cell_type: "code", execution_count: null, id: "show", metadata: {} };
  return JSON.stringify({
    cells: [{ ...code, outputs, source }],
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: { name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

let browser: Browser;
let jupyter: { address: string; stop(): Promise<void> };

beforeAll(async () => {
  for (const path of [folder, screenshots]) mkdirSync(path, { recursive: true });
  writeFileSync(notebook, notebookOf(cell));
  jupyter = await startOnPort(startJupyter, undefined, 8930);
  browser = await chromium.launch({
    executablePath: requireChromium(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
});

afterAll(async () => {
  await browser?.close();
  await jupyter?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openPage(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  // A page of nbconvert's asks for scripts from elsewhere, which a figure does without.
  await page.route(
    (url) => url.protocol.startsWith("http") && url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  await page.goto(address);
  return page;
}

function inLab(path: string): Promise<Page> {
  const { origin, search } = new URL(jupyter.address);
  const name = path.slice(inRoot().length + 1).replaceAll("\\", "/");
  return openPage(`${origin}/lab/tree/${name}${search}&reset`);
}

/** Both figures play, each once, and the still ones are hidden; a key moves the first of them. */
async function expectPlaying(page: Page): Promise<void> {
  const players = page.locator(".headgate-figure > .headgate-player");
  await players.nth(1).locator("input[type=range]").waitFor();
  expect(await players.count()).toBe(2);
  const still = page.locator(".headgate-figure > figure");
  expect(await still.count()).toBe(2);
  expect(await still.first().isVisible()).toBe(false);
  const status = players.first().locator("[role=status]");
  const before = await status.innerText();
  await players.first().locator("input[type=range]").press("ArrowRight");
  expect(await status.innerText()).not.toBe(before);
}

/** Both figures are pictures with a text. */
async function expectStill(page: Page): Promise<void> {
  const images = page.getByRole("img", { name: "Three events" });
  await images.first().waitFor();
  expect(await page.locator("figure img").count()).toBe(2);
  for (const image of await page.locator("figure img").all()) {
    const { width, height } = (await image.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThan(100);
    expect(await image.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBeGreaterThan(100);
  }
  expect(await page.locator(".headgate-player").count()).toBe(0);
  expect(await page.locator("body").innerText()).not.toContain('"panels"');
}

interface SavedNotebook {
  readonly cells: readonly { readonly outputs: readonly { readonly data: object }[] }[];
}

const savedOutputs = (): SavedNotebook["cells"][number]["outputs"] =>
  (JSON.parse(readFileSync(notebook, "utf8")) as SavedNotebook).cells[0]!.outputs;

describe("a figure in JupyterLab", () => {
  test("plays where its cell is run", async () => {
    const page = await inLab(notebook);
    await page.locator(".jp-CodeCell .jp-InputArea-editor").first().click();
    await page.getByText("TypeScript | Idle").waitFor();
    await page.keyboard.press("Shift+Enter");
    await expectPlaying(page);
    await page.screenshot({ path: join(screenshots, "figure-in-jupyterlab.png") });
    await page.keyboard.press("Control+s");
    await expect.poll(() => savedOutputs().length).toBe(2);
    await page.close();
  });

  test("plays where its notebook is opened again", async () => {
    const page = await inLab(notebook);
    await expectPlaying(page);
    await page.close();
  });

  test("is a picture where its notebook is not trusted", async () => {
    // A source that nobody here has run is not signed.
    writeFileSync(untrusted, notebookOf(`${cell}\n// From elsewhere.`, savedOutputs()));
    const page = await inLab(untrusted);
    await expectStill(page);
    await page.screenshot({ path: join(screenshots, "figure-untrusted.png") });
    await page.close();
  });
});

describe("a figure in nbconvert's HTML", () => {
  const address = pathToFileURL(join(folder, "figures.html")).href;

  beforeAll(async () => {
    await promisify(execFile)(venvPython, ["-m", "nbconvert", "--to", "html", notebook], {
      env: cloneEnvironment(),
    });
  });

  test("plays", async () => {
    const page = await openPage(address);
    await expectPlaying(page);
    await page.close();
  });

  test("plays on where it is put elsewhere, and where its script runs again", async () => {
    const page = await openPage(address);
    await expectPlaying(page);
    await page.locator(".headgate-figure").evaluateAll((figures) => {
      for (const figure of figures) {
        figure.parentElement!.append(figure);
        const script = document.createElement("script");
        script.text = figure.querySelector("script:not([type])")!.textContent!;
        figure.append(script);
      }
    });
    await expectPlaying(page);
    await page.close();
  });

  test("is a picture on paper", async () => {
    const page = await openPage(address);
    await expectPlaying(page);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("figure img").first().isVisible()).toBe(true);
    expect(await page.locator(".headgate-player").first().isVisible()).toBe(false);
    await page.close();
  });

  test("is a picture without scripts", async () => {
    const page = await openPage(address, { javaScriptEnabled: false });
    await expectStill(page);
    await page.close();
  });
});
