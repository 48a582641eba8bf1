// The npm packages: are those of package-lock.json there, and if not, `npm ci`.
import { existsSync } from "node:fs";
import { lastLines, runQuietly } from "./child.mjs";
import { inRoot, readJson, SetupError } from "./workspace.mjs";

// A registry out of reach is told after some ten seconds, and not after more than a minute.
const patience = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=8000"];
// Everything that runs the course is a development dependency, and compilers come as optional ones: NODE_ENV=production
// or an `omit` of the reader's npm must not leave them out.
const everything = ["--include=dev", "--include=optional"];

/** How a reader is told to install the packages. */
export const installPackages = `npm ci ${everything[0]}`;

/** What differs between package-lock.json and node_modules, as one phrase; undefined where nothing does. */
export function missingPackages() {
  if (!existsSync(inRoot("node_modules", ".package-lock.json"))) return "node_modules is missing";
  const locked = readJson(inRoot("package-lock.json")).packages;
  const installed = readJson(inRoot("node_modules", ".package-lock.json")).packages;
  for (const [path, entry] of Object.entries(locked)) {
    if (!path.startsWith("node_modules/")) continue;
    const there = installed[path];
    if (there === undefined) {
      if (entry.optional || entry.devOptional || entry.peer) continue;
      return `${path} is missing`;
    }
    if (there.version !== entry.version)
      return `${path} is ${there.version} and not ${entry.version}`;
    if (!existsSync(inRoot(path, "package.json"))) return `${path} is missing`;
  }
  return undefined;
}

/** Installs what package-lock.json names, where something is missing. */
export async function ensurePackages() {
  if (missingPackages() === undefined) return "already there";
  const { code, output } = await runNpmCi();
  if (code === 0) return "installed";
  const offline = /\b(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENETUNREACH|ETIMEDOUT)\b/.test(output);
  throw new SetupError(
    offline
      ? "The npm packages are not installed and npm's registry cannot be reached: connect to the internet and try again."
      : `\`npm ci\` failed:\n${lastLines(output, 15)}`,
  );
}

/** Installs afresh what a folder's package-lock.json names; answers `{ code, output }`. */
export function runNpmCi(options) {
  const quiet = ["--no-progress", "--loglevel=error"];
  return npm(["ci", ...quiet, "--prefer-offline", ...everything, ...patience], options);
}

/** Runs npm: the one that started us where there is one, else that on PATH; `options` are those of runQuietly. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli))
    return runQuietly(process.execPath, [cli, ...args], options);
  return runQuietly("npm", args, { ...options, shell: process.platform === "win32" });
}
