import { build, type BuildResult, type Plugin } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import type { Assets } from "./page.ts";
import { SiteError } from "./site-error.ts";

/** Bundles the scripts and styles of the pages into `<out>/assets`, under names that change with their contents. */
export async function bundleClient(root: string, out: string): Promise<Assets> {
  const client = join(root, "site", "client");
  const shared = {
    absWorkingDir: root,
    outdir: join(out, "assets"),
    bundle: true,
    minify: true,
    metafile: true,
    target: "es2022",
    conditions: ["headgate-source", "module"] as string[],
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    legalComments: "none" as const,
    logLevel: "silent" as const,
  };
  const at = (path: string): string => join(client, path);
  try {
    // One file of its own, so that a page which shows a figure loads nothing beside it.
    const player = await build({
      ...shared,
      entryPoints: { player: "headgate/player" },
      format: "esm",
    });
    const [page, boot, worker] = await Promise.all([
      build({
        ...shared,
        entryPoints: [at("page/main.ts"), at("styles/site.css")],
        format: "esm",
        splitting: true,
        plugins: [playerPlugin(Object.keys(player.metafile!.outputs)[0]!)],
      }),
      // A plain script, which the browser runs before it paints.
      build({ ...shared, entryPoints: [at("page/theme-boot.ts")], format: "iife" }),
      // Names are kept: a cell prints the names of classes and functions.
      build({
        ...shared,
        entryPoints: [at("worker/worker.ts")],
        format: "esm",
        splitting: true,
        keepNames: true,
        plugins: [exercisesPlugin(join(root, "check", "dist", "exercises"), join(out, "assets"))],
      }),
    ]);
    const files = entryFiles([page, boot, worker], root, out);
    const found = (path: string): string => files.get(`site/client/${path}`)!;
    return {
      boot: found("page/theme-boot.ts"),
      main: found("page/main.ts"),
      style: found("styles/site.css"),
      worker: found("worker/worker.ts"),
    };
  } catch (error) {
    throw bundleError(error);
  }
}

/** Has scripts that lie beside it import the player's file. */
function playerPlugin(file: string): Plugin {
  return {
    name: "player",
    setup({ onResolve }) {
      onResolve({ filter: /^headgate\/player$/ }, () => ({
        path: `./${basename(file)}`,
        external: true,
      }));
    },
  };
}

/** From the path of an entry's source to the address of its file within the site. */
function entryFiles(
  results: readonly BuildResult[],
  root: string,
  out: string,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const { metafile } of results) {
    for (const [path, { entryPoint }] of Object.entries(metafile!.outputs)) {
      if (entryPoint === undefined) continue;
      files.set(entryPoint, relative(out, join(root, path)).split(sep).join("/"));
    }
  }
  return files;
}

/**
 * The module that finds an exercise's visible checks by its slug; nothing of the hidden ones is in reach. A check file
 * sends functions by their text, so it is copied as it is and never minified.
 */
function exercisesPlugin(folder: string, assets: string): Plugin {
  return {
    name: "exercises",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^headgate-site:exercises$/ }, ({ path }) => ({
        path,
        namespace: "exercises",
      }));
      onResolve({ filter: /./, namespace: "exercises" }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: "exercises" }, () => {
        const files = existsSync(folder) ? readdirSync(folder).sort() : [];
        const entries = files
          .filter((name) => /^\d\d-[a-z0-9-]+\.js$/.test(name))
          .map((name) => {
            const slug = name.replace(/^\d\d-|\.js$/g, "");
            return `${JSON.stringify(slug)}: () => import("./${copyHashed(join(folder, name), slug, assets)}")`;
          });
        return {
          contents: `export const exercises = { ${entries.join(", ")} };`,
          resolveDir: folder,
        };
      });
    },
  };
}

function copyHashed(path: string, slug: string, assets: string): string {
  const text = readFileSync(path);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  const name = `check-${slug}-${hash}.js`;
  mkdirSync(assets, { recursive: true });
  writeFileSync(join(assets, name), text);
  return name;
}

function bundleError(error: unknown): Error {
  const [first] =
    (error as { errors?: { text: string; location?: { file: string; line: number } }[] }).errors ??
    [];
  if (first === undefined) return error as Error;
  const at = first.location ? `${first.location.file}:${first.location.line}: ` : "";
  return new SiteError(`Cannot bundle the page's scripts: ${at}${first.text}`);
}
