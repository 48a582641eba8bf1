import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOf } from "../src/output/files.ts";
import { outputFolder } from "../src/output/output-folder.ts";
import { sampleClass } from "../src/output/sample-class.fixture.ts";
import { launchChromium } from "../../setup/launch-chromium.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let folder: string;
const kinds = { hostile: sampleClass(12, 3, true), plain: sampleClass(12, 3) };

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), "headgate-output-"));
  mkdirSync(join(folder, "in"));
  for (const [name, results] of Object.entries(kinds)) {
    outputFolder(join(folder, name), join(folder, "in"), false, []).write(filesOf(results));
  }
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page from disk, and what it did that no report may do. */
interface Opened {
  readonly page: Page;
  readonly deeds: readonly string[];
}

async function open(path: string, context: BrowserContextOptions = {}): Promise<Opened> {
  const page = await (await browser.newContext(context)).newPage();
  const deeds: string[] = [];
  const own = pathToFileURL(join(folder, path)).href;
  page.on("console", (message) => deeds.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => deeds.push(`error: ${error.message}`));
  page.on("request", (request) => request.url() !== own && deeds.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => {
    deeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(own);
  return { page, deeds };
}

/** Every page of a class. */
const pagesOf = (kind: keyof typeof kinds): string[] => [
  `${kind}/dashboard.html`,
  ...kinds[kind].students.map(({ feedback }) => `${kind}/feedback/${feedback}.html`),
];

/** The names of the elements that a page consists of, each once. */
const elementsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map((it) => it.localName))]);

describe("pages made from hostile names, outputs, messages and notes", () => {
  test("run no script, send no request, open no dialog and consist of a report's elements alone", async () => {
    const known = new Set<string>();
    for (const path of pagesOf("plain").slice(0, 10)) {
      const { page } = await open(path);
      for (const name of await elementsOf(page)) known.add(name);
      await page.context().close();
    }
    for (const path of pagesOf("hostile")) {
      const { page, deeds } = await open(path);
      await page.locator("h1").hover();
      expect(deeds, path).toEqual([]);
      expect(
        (await elementsOf(page)).filter((name) => !known.has(name)),
        path,
      ).toEqual([]);
      expect(
        await page.evaluate(
          () => document.querySelectorAll("script, [onload], [onerror], [src]").length,
        ),
      ).toBe(0);
      await page.context().close();
    }
  });

  test("the dashboard's links lead to the feedback of each student", async () => {
    const { page } = await open("hostile/dashboard.html");
    const links = await page.locator(".matrix tbody a").all();
    expect(links).toHaveLength(kinds.hostile.students.length);
    for (const [index, link] of links.entries()) {
      const to = new URL((await link.getAttribute("href"))!, page.url());
      const { name, feedback } = kinds.hostile.students[index]!;
      expect(to.href).toBe(
        pathToFileURL(join(folder, "hostile", "feedback", `${feedback}.html`)).href,
      );
      expect(readFileSync(fileURLToPath(to), "utf8")).toContain(name.split(" ")[0]);
    }
    await page.context().close();
  });

  test("a page that did run a script would be found out", async () => {
    const { page, deeds } = await open("hostile/dashboard.html");
    await page.evaluate(() => console.log("here"));
    expect(deeds).toEqual(["console: here"]);
    await page.context().close();
  });
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([320, 1280])("axe finds nothing at %i px, and no page is too wide", async (width) => {
    const all = [...pagesOf("hostile").slice(0, 4), ...pagesOf("plain").slice(0, 2)];
    for (const path of all) {
      const { page } = await open(path, { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      expect(await violations(page), path).toEqual([]);
      const [wide, room] = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth] as const;
      });
      expect(wide, path).toBeLessThanOrEqual(room);
      await page.context().close();
    }
  });
});

async function violations(page: Page): Promise<unknown[]> {
  // The page's policy holds for the page; what a debugger evaluates is not bound by it.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
        }>;
      };
    };
    return (await tool.run()).violations;
  });
  return found.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 3).map(({ target, failureSummary }) => ({ target, failureSummary })),
  }));
}

test("headings of the matrix stay in sight, and its keys scroll it", async () => {
  const { page } = await open("plain/dashboard.html", { viewport: { width: 320, height: 300 } });
  const matrix = page.locator(".matrix");
  await matrix.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await expect
    .poll(() => matrix.evaluate((it) => [it.scrollTop > 0, it.scrollLeft > 0]))
    .toEqual([true, true]);
  const box = (await matrix.boundingBox())!;
  const head = (await page.locator(".matrix thead .s").boundingBox())!;
  const name = (await page.locator(".matrix tbody .s").last().boundingBox())!;
  expect(Math.abs(head.y - box.y)).toBeLessThan(3);
  expect(Math.abs(head.x - box.x)).toBeLessThan(3);
  expect(Math.abs(name.x - box.x)).toBeLessThan(3);
  await page.context().close();
});

describe.each(["light", "dark"] as const)("a table that is too wide, in %s", (colorScheme) => {
  test.each(["hardest", "matrix"])(
    "%s has a shade where there is more, and none at its end",
    async (id) => {
      const { page } = await open("plain/dashboard.html", {
        colorScheme,
        viewport: { width: 360, height: 900 },
      });
      const table = page.locator(`#${id} .scroll`).first();
      await table.scrollIntoViewIfNeeded();
      const box = (await table.boundingBox())!;
      const clip = { x: box.x + box.width - 12, y: box.y + 4, width: 8, height: 60 };
      const shades: boolean[] = [];
      for (const left of [0, 10_000]) {
        await table.evaluate((it, to) => (it.scrollLeft = to), left);
        await table.evaluate((it) => (it.style.cssText = ""));
        const seen = await page.screenshot({ clip });
        await table.evaluate((it) => it.style.setProperty("--shade", "transparent"));
        shades.push(!seen.equals(await page.screenshot({ clip })));
      }
      expect(shades).toEqual([true, false]);
      const first = (await table.locator("tbody tr > :first-child").first().boundingBox())!;
      expect(Math.abs(first.x - box.x)).toBeLessThan(3);
      expect(first.width).toBeLessThan(box.width * 0.6);
      await page.context().close();
    },
  );
});

test("a table that fits has no shade", async () => {
  const { page } = await open("plain/dashboard.html", { viewport: { width: 1280, height: 900 } });
  const table = page.locator("#hardest .scroll").first();
  const before = await table.screenshot();
  await table.evaluate((it) => it.style.setProperty("--shade", "red"));
  expect(before.equals(await table.screenshot())).toBe(true);
  await page.context().close();
});

test.each([true, false])(
  "feedback as Markdown, rendered with HTML %s, makes no element of what a student wrote",
  async (html) => {
    const markdown = new MarkdownIt({ html, linkify: true });
    const { page } = await open("plain/dashboard.html");
    for (const { feedback, exercises } of kinds.hostile.students) {
      const absent = exercises.filter(({ source }) => source === null).length;
      const headings = exercises.length - absent + Math.min(1, absent);
      const text = readFileSync(join(folder, "hostile", "feedback", `${feedback}.md`), "utf8");
      await page.setContent(markdown.render(text));
      const made = (await elementsOf(page)).filter(
        (name) =>
          !/^(html|head|body|h[1-3]|p|ul|li|table|thead|tbody|tr|th|td|pre|code)$/.test(name),
      );
      expect(made, feedback).toEqual([]);
      expect(await page.locator("h2").count()).toBe(headings);
    }
    await page.context().close();
  },
);
