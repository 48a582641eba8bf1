import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { findChromium, installChromium, requireChromium } from "../../setup/chromium.mjs";

describe("findChromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-chromium-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  function program(...path: string[]): string {
    const full = join(folder, ...path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, "");
    chmodSync(full, 0o755);
    return full;
  }

  const chosen = program("mine");
  const system = program("bin", "chromium");
  const downloaded = program("playwright", "chromium-1200", "chrome-linux", "chrome");
  program("playwright", "chromium-1100", "chrome-linux", "chrome");
  const nowhere = { PATH: join(folder, "none"), PLAYWRIGHT_BROWSERS_PATH: join(folder, "none") };

  test("takes the one that is named before any other", () => {
    expect(findChromium({ CHROMIUM: chosen, PATH: dirname(system) })).toBe(chosen);
  });

  test("takes the system's before a download, and the newest download", () => {
    const downloads = { PLAYWRIGHT_BROWSERS_PATH: join(folder, "playwright") };
    expect(findChromium({ ...downloads, PATH: dirname(system) })).toBe(system);
    expect(findChromium({ ...downloads, PATH: "" })).toBe(downloaded);
  });

  test("never falls back from a name that is wrong", () => {
    const environment = { CHROMIUM: join(folder, "none"), PATH: dirname(system) };
    expect(findChromium(environment)).toBeUndefined();
    expect(() => requireChromium(environment)).toThrow(
      "which is no program: correct it or unset it.",
    );
  });

  test("says how to get one where there is none", () => {
    const sentence = `The browser tests need Chromium and there is none: get one with ${installChromium}, or name one in CHROMIUM.`;
    expect(() => requireChromium({ ...nowhere, CHROMIUM: "" })).toThrow(sentence);
  });
});
