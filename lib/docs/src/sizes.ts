import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { EntryPoint } from "./entry-points.ts";

/** An import, as the table of sizes names it, and what it weighs: kB of 1000 bytes, to one decimal. */
export type Sizes = ReadonlyMap<string, number>;

const smallest = 'import { System, producer, consumer } from "headgate"';

/** What is measured: the smallest pipeline, and everything of each entry point. */
export function measuredImports(entries: readonly EntryPoint[]): string[] {
  return [smallest, ...entries.map(({ name }) => `import "${name}"`)];
}

/** Bundles each import as a page would, from a folder in which the package is installed; minified and gzipped. */
export async function measure(folder: string, imports: readonly string[]): Promise<Sizes> {
  const sizes = new Map<string, number>();
  for (const what of imports) {
    const [, names = "*", entry = ""] = /^import (?:(\{.*\}) from )?"(.*)"$/.exec(what) ?? [];
    const { outputFiles } = await build({
      stdin: { contents: `export ${names} from "${entry}";`, resolveDir: folder, loader: "js" },
      bundle: true,
      platform: "browser",
      external: ["node:*"],
      format: "esm",
      target: "es2022",
      minify: true,
      write: false,
      legalComments: "none",
      logLevel: "silent",
    });
    const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    sizes.set(what, Math.round(bytes / 100) / 10);
  }
  return sizes;
}

const row = /^\| `(import [^`]*)` \| (\d+\.\d) kB \|$/gm;

/** The sizes that a page states in its table. */
export function statedSizes(page: string): Sizes {
  return new Map([...page.matchAll(row)].map(([, what = "", kB]) => [what, Number(kB)]));
}

/** A page with these sizes in its table. */
export function withSizes(page: string, sizes: Sizes): string {
  const lines = [...sizes].map(([what, kB]) => `| \`${what}\` | ${kB.toFixed(1)} kB |`);
  return page.replace(
    /(^\| import \| size \|\n\| --- \| --- \|\n)(?:\|.*\n)*/m,
    (_, head: string) => `${head}${lines.join("\n")}\n`,
  );
}

const sentence =
  /(`\{ System, producer, consumer \}` is )\d+\.\d( kB minified and gzipped, all of it )\d+\.\d( kB)/;

/** A page whose sentence tells the sizes of the smallest pipeline and of all of `headgate`. */
export function withSizesTold(page: string, sizes: Sizes): string {
  const [small = "", all = ""] = [smallest, 'import "headgate"'].map((what) =>
    sizes.get(what)?.toFixed(1),
  );
  return page.replace(
    sentence,
    (_, before: string, between: string, behind: string) =>
      `${before}${small}${between}${all}${behind}`,
  );
}
