import { mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "../setup/workspace.mjs";

/**
 * Gives a copy of the course the packages that are installed here, so that nothing is downloaded: a link to each of them, and the
 * copy's own workspace packages.
 */
export function sharePackages(copy: string): void {
  const link = (path: string): void => {
    const [here, there] = [inRoot("node_modules", path), join(copy, "node_modules", path)];
    mkdirSync(dirname(there), { recursive: true });
    symlinkSync(workspaceLink(here) ?? here, there);
  };
  for (const name of readdirSync(inRoot("node_modules"))) {
    if (name.startsWith(".vite")) continue;
    if (!name.startsWith("@")) link(name);
    else for (const scoped of readdirSync(inRoot("node_modules", name))) link(join(name, scoped));
  }
}

/** Where a workspace package's link leads; undefined for what is installed. */
function workspaceLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
