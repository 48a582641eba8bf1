import { readFile } from "node:fs/promises";
import { figures } from "./index.ts";

/** The folder of a figure in `src`: `01-push-vs-pull`. */
export function folderOf(figure: { readonly number: number; readonly slug: string }): string {
  return `${String(figure.number).padStart(2, "0")}-${figure.slug}`;
}

/**
 * The text of a figure's `run.ts`, which `cellOf` prints a cell from. Node only: a page is given the text.
 *
 * @throws {RangeError} If no figure has this slug.
 */
export async function runSource(slug: string): Promise<string> {
  const figure = figures.find((one) => one.slug === slug);
  if (figure === undefined) {
    const known = figures.map((one) => one.slug).join(", ");
    throw new RangeError(`Expected \`slug\` to be one of ${known}, got \`${slug}\``);
  }
  // From `src` and from `dist` alike: the sources stand beside what is built.
  return await readFile(new URL(`../src/${folderOf(figure)}/run.ts`, import.meta.url), "utf8");
}
