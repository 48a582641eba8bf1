import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Starts a Chromium: the one that CHROMIUM names, else Debian's, else Playwright's own download. */
export function launchChromium(): Promise<Browser> {
  const executablePath = [
    process.env["CHROMIUM"],
    "/usr/bin/chromium",
    chromium.executablePath(),
  ].find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) {
    throw new Error(
      "No Chromium found: install one (Debian: `apt-get install chromium`; anywhere: `npx playwright-core install chromium`), or name it in CHROMIUM.",
    );
  }
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking"],
  });
}
