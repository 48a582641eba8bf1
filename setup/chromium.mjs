// Finds a Chromium for the browser tests: $CHROMIUM, else the system's, else Playwright's own download.
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const applications = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** How a test or a reader is told to get one. */
export const installChromium =
  process.platform === "linux"
    ? "`sudo apt-get install -y chromium`"
    : "`npx playwright-core install chromium`";

/** The path of a Chromium; undefined where there is none. */
export function findChromium(environment = process.env) {
  const chosen = environment.CHROMIUM;
  if (chosen) return isProgram(chosen) ? chosen : undefined;
  const onPath = (environment.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...applications, ...playwrightDownloads(environment)].find(isProgram);
}

/** The path of a Chromium; throws one sentence that says how to get one. */
export function requireChromium(environment = process.env) {
  const found = findChromium(environment);
  if (found) return found;
  throw new Error(
    environment.CHROMIUM
      ? `CHROMIUM names ${environment.CHROMIUM}, which is no program: correct it or unset it.`
      : `The browser tests need Chromium and there is none: get one with ${installChromium}, or name one in CHROMIUM.`,
  );
}

function playwrightDownloads(environment) {
  const folder =
    environment.PLAYWRIGHT_BROWSERS_PATH ??
    join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache", "ms-playwright");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .toSorted()
    .toReversed()
    .flatMap((name) =>
      [
        "chrome-linux64/chrome",
        "chrome-linux/chrome",
        "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
        "chrome-linux/headless_shell",
      ].map((program) => join(folder, name, program)),
    );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
