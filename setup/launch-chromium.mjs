// Starts the browser of the browser tests, wherever they lie. The one file here that needs the installed packages.
import { chromium } from "playwright-core";
import { requireChromium } from "./chromium.mjs";

/**
 * Starts a Chromium without a window: the one that CHROMIUM names, else the system's, else Playwright's own download. Throws one
 * sentence that says how to get one.
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launchChromium() {
  return chromium.launch({
    executablePath: requireChromium(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
}
