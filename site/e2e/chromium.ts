import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts a Chromium: the one that CHROMIUM names, else one on PATH, else Playwright's own download. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-background-networking"],
  });
}

function findChromium(): string {
  const named = process.env["CHROMIUM"];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
  }
  const folders = ["/usr/bin", ...(process.env["PATH"] ?? "").split(delimiter)];
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .concat(chromium.executablePath())
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium found: install one (Debian: `apt-get install chromium`; anywhere: `npx playwright-core install chromium`), or name it in CHROMIUM.",
  );
}
