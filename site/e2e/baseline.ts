import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect } from "vitest";

const folder = fileURLToPath(new URL("baselines", import.meta.url));
const width = 96;
/**
 * Of 255, on the average over a coarse picture: another system's font, and a line that it breaks elsewhere, stay below;
 * a part that is missing, or the other theme, does not.
 */
const tolerance = 12;

/** So coarse that a line of text more or less moves little. */
async function coarse(picture: Buffer | string): Promise<Buffer> {
  return sharp(picture)
    .resize({ width: 16, height: 40, fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
}

/**
 * Compares a screenshot with the small picture of it that is kept in `baselines/`. `UPDATE_BASELINES=1` in the
 * environment keeps this one instead: look at it before you commit it.
 */
export async function compareWithBaseline(screenshot: Buffer, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  const small = sharp(screenshot).resize({ width }).removeAlpha().toColourspace("srgb");
  if (process.env["UPDATE_BASELINES"] === "1") {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await small.png({ palette: true, colours: 32, effort: 10 }).toBuffer());
    return;
  }
  const hint = `look at the figure, then run UPDATE_BASELINES=1 npx vitest run --config vitest.e2e.config.ts site/e2e/figures`;
  expect(existsSync(path), `No baseline ${name}.png: ${hint}`).toBe(true);
  const [now, then] = [await coarse(screenshot), await coarse(path)];
  const sum = now.reduce((all, value, at) => all + Math.abs(value - then[at]!), 0);
  expect(sum / now.length, `${name}.png differs: ${hint}`).toBeLessThan(tolerance);
}
