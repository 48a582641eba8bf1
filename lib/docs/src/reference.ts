import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Examples } from "./examples.ts";
import { type Extract, extract } from "./extract.ts";
import { Links } from "./links.ts";
import { Prose } from "./markdown.ts";
import { type Page, planPages } from "./plan.ts";
import { printIndex } from "./print-index.ts";
import { printPage, type Printing } from "./print-page.ts";
import { formatted } from "./signature.ts";

const maxLines = 20;

/** What is printed from the library's declarations: paths from its folder, and the whole texts. */
export type Printed = ReadonlyMap<string, string>;

/** A library's declarations, read, and what its reference needs beside them. */
export interface Reference extends Printing {
  readonly extracts: readonly Extract[];
  readonly pages: readonly Page[];
}

/** Reads the built declarations of the library in a folder. */
export function readReference(libFolder: string): Reference {
  const extracts = extract(libFolder);
  const pages = extracts.flatMap((one) => planPages(one));
  const rules = readFileSync(join(libFolder, "RULES.md"), "utf8");
  const offers = new Map(extracts.map((one) => [one.entry.name, offeredBy(pages, one)]));
  return {
    extracts,
    pages,
    links: new Links(pages, rules, "../../RULES.md"),
    examples: new Examples(join(libFolder, "docs", "examples"), offers),
  };
}

/** Prints the API report and every page of the reference. */
export async function printReference(
  libFolder: string,
  reference: Reference = readReference(libFolder),
): Promise<Printed> {
  const { extracts, pages, links } = reference;
  const printed = new Map([["api.md", await printReport(extracts)]]);
  const below = "docs/reference";
  for (const page of pages) {
    printed.set(`${below}/${page.path}`, await printPage(page, reference));
  }
  const written = join(libFolder, "docs", "pages");
  for (const name of readdirSync(written)) {
    const text = readFileSync(join(written, name), "utf8");
    const isIndex = name === "README.md";
    printed.set(
      `${below}/${name}`,
      isIndex ? printIndex(text, extracts, pages, links) : new Prose(links, name).of(text),
    );
  }
  return printed;
}

function offeredBy(pages: readonly Page[], { entry }: Extract): string[] {
  const exports = pages
    .filter(({ extract: { entry: of } }) => of === entry)
    .flatMap((page) => page.exports);
  return exports
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, isValue }) => (isValue ? name : `type ${name}`));
}

async function printReport(extracts: readonly Extract[]): Promise<string> {
  const sections: string[] = [];
  for (const { entry, report } of extracts) {
    sections.push(`## ${entry.name}\n\n\`\`\`ts\n${(await formatted(report)).trim()}\n\`\`\``);
  }
  return `# The API of headgate

Every signature that can be imported, sorted by name; a test compares it with the built declarations. Printed by
\`npm run api\` with [API Extractor](https://api-extractor.com). What each does is in the [reference](docs/reference/README.md).

${sections.join("\n\n")}
`;
}

/** What differs between what is printed and what is written in the library's folder: one line a file. */
export function differences(printed: Printed, libFolder: string): string[] {
  const found: string[] = [];
  for (const [path, text] of printed) {
    const file = join(libFolder, path);
    const there = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    if (there === undefined) found.push(`${path}: is missing`);
    else if (there !== text) found.push(`${path}: ${changedLines(there, text)}`);
  }
  return [...found, ...stalePages(printed, libFolder).map((path) => `${path}: nothing prints it`)];
}

/** Pages of the reference that nothing prints any more. */
export function stalePages(printed: Printed, libFolder: string): string[] {
  const folder = join(libFolder, "docs", "reference");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => `docs/reference/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md") && !printed.has(path));
}

/** The lines that are gone and those that are new, as far as a reader wants to see them. */
function changedLines(was: string, is: string): string {
  const [before, after] = [was.split("\n"), is.split("\n")];
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line}`);
  const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  const lines = [...gone, ...added];
  const more = lines.length > maxLines ? [`… ${lines.length - maxLines} more lines`] : [];
  if (lines.length === 0) return "lines have moved";
  return ["changed", ...[...lines.slice(0, maxLines), ...more].map((line) => `    ${line}`)].join(
    "\n",
  );
}
