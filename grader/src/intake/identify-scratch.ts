import { mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../cli-error.ts";

const name = /^intake-(\d+)$/;

/**
 * An empty folder of this process below `cache`, for archives to be unpacked into where there is no OUT. What processes left
 * there that are no more is removed. Throws `CliError` when nothing can be written there.
 */
export function identifyScratch(cache: string): { readonly path: string; remove(): void } {
  try {
    mkdirSync(cache, { recursive: true });
    const left = readdirSync(cache).filter((it) => name.test(it) && !isAlive(it));
    for (const one of [...left, `intake-${process.pid}`])
      rmSync(join(cache, one), { recursive: true, force: true });
    const path = join(realpathSync(cache), `intake-${process.pid}`);
    mkdirSync(path, { mode: 0o700 });
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      `Nothing can be unpacked in ${cache} (${code}), the course's own folder for that; let it be written to.`,
    );
  }
}

function isAlive(folder: string): boolean {
  try {
    process.kill(Number(name.exec(folder)![1]), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
