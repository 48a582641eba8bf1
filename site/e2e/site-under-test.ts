import { type Course, readCourse } from "@headgate/course";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildSite, type BuiltSite } from "../src/build-site.ts";
import { serve } from "../src/serve.ts";
import { launchChromium } from "../../setup/launch-chromium.mjs";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** The course as its readers get it. */
export const realCourse = (): Course => readCourse(root);

/** One page with everything that a page may hold. */
export const trialCourse = (): Course =>
  readCourse(fileURLToPath(new URL("../fixture", import.meta.url)));

/** A page that is watched while a test uses it. */
export interface WatchedPage {
  readonly page: Page;
  /** Addresses that the page asked for, in order. */
  readonly requests: readonly string[];
  /** What the browser's console and the page complained of. */
  readonly complaints: readonly string[];
}

/** A site that is built, served below a sub-path, and open in a browser. */
export interface SiteUnderTest {
  readonly course: Course;
  readonly built: BuiltSite;
  /** The folder with the site's files. */
  readonly out: string;
  readonly address: string;
  open(path: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

export async function openSite(course: Course): Promise<SiteUnderTest> {
  const out = mkdtempSync(join(tmpdir(), "headgate-site-"));
  const built = await buildSite(course, { root, out });
  const server = await serve(out, { base: "/courses/headgate/" });
  const browser = await launchChromium();
  return {
    course,
    built,
    out,
    address: server.address,
    open: (path, options) => watch(browser, server.address + path, options),
    async close() {
      await browser.close();
      await server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

async function watch(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address, { waitUntil: "load" });
  return { page, requests, complaints };
}
