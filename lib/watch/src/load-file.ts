import { createHash } from "node:crypto";
import { mkdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type BuildFailure, type Plugin } from "esbuild";
import { WatchError } from "./options.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const kinds = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

/**
 * Compiles a file, and what it imports from beside it, to a module within this clone. There `headgate` is
 * the clone's own: the file and whoever watches it share one copy. Answers the module's address.
 *
 * @throws {WatchError} where there is no such file, or it cannot be compiled.
 */
export async function compileFile(file: string): Promise<string> {
  const path = resolve(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new WatchError(`There is no file ${file}.`);
  }
  if (!kinds.includes(extname(path))) {
    throw new WatchError(`Expected a file that ends in ${kinds.join(", ")}, got ${file}.`);
  }
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 8);
  const outfile = join(root, ".cache", "watch", `${basename(path, extname(path))}-${hash}.mjs`);
  mkdirSync(dirname(outfile), { recursive: true });
  const own = { url: pathToFileURL(path).href, path, folder: dirname(path) };
  try {
    await build({
      entryPoints: [path],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      logLevel: "silent",
      define: {
        "import.meta.url": JSON.stringify(own.url),
        "import.meta.filename": JSON.stringify(own.path),
        "import.meta.dirname": JSON.stringify(own.folder),
      },
      banner: {
        js: `import { createRequire as createRequireOfWatch } from "node:module"; const require = createRequireOfWatch(import.meta.url);`,
      },
      plugins: [packagesOutside],
    });
  } catch (error) {
    const { text, location } = (error as BuildFailure).errors?.[0] ?? {};
    const place = location ? ` (line ${location.line})` : "";
    throw new WatchError(`Cannot read ${file}${place}: ${text ?? (error as Error).message}.`);
  }
  return pathToFileURL(outfile).href;
}

const isResolved = Symbol("resolved");

/** Packages are loaded from where the file would find them; but `headgate` from where the module lies. */
const packagesOutside: Plugin = {
  name: "packages-outside",
  setup({ onResolve, resolve: find }) {
    onResolve({ filter: /^[^./#]/ }, async (args) => {
      if (args.kind === "entry-point" || args.pluginData === isResolved) return undefined;
      if (/^headgate(\/|$)/.test(args.path)) return { path: args.path, external: true };
      const { kind, importer, resolveDir } = args;
      const found = await find(args.path, { kind, importer, resolveDir, pluginData: isResolved });
      // TypeScript is the file's own, under a name that its tsconfig gives.
      if (found.errors.length > 0 || found.external || /\.[cm]?tsx?$/.test(found.path))
        return found;
      const isRequired = kind === "require-call" || kind === "require-resolve";
      return { path: isRequired ? found.path : pathToFileURL(found.path).href, external: true };
    });
  },
};
