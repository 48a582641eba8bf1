import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";

const flags =
  "--ignoreConfig --noEmit --strict --target es2022 --lib es2022,dom --module nodenext --skipLibCheck --allowImportingTsExtensions --types node --pretty false";

/** Milliseconds to wait for the compiler; what it would have said is a note and no verdict. */
const patienceMs = 4000;

/**
 * What the compiler says of an answer, one line each; nothing when it is content, absent or too slow, or when the
 * signal ends it.
 */
export async function typeNotes(
  root: string,
  path: string,
  timeLimitMs: number = patienceMs,
  signal?: AbortSignal,
): Promise<string[]> {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(compiler) || signal?.aborted) return [];
  const shown = relative(root, path).replaceAll("\\", "/");
  const child = spawn(process.execPath, [compiler, ...flags.split(" "), shown], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
    // A group of its own: the compiler is a child of this child, and both must end.
    detached: process.platform !== "win32",
  });
  const endIt = (): void => end(child);
  const timer = setTimeout(endIt, timeLimitMs);
  process.once("exit", endIt);
  signal?.addEventListener("abort", endIt);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  return new Promise<string[]>((resolve) => {
    child.on("error", () => resolve([]));
    child.on("close", () => resolve(notesFrom(said, shown)));
  }).finally(() => {
    clearTimeout(timer);
    process.off("exit", endIt);
    signal?.removeEventListener("abort", endIt);
  });
}

function end(child: ChildProcess): void {
  try {
    if (process.platform === "win32") child.kill();
    else if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}

/** Only what concerns the answer itself, in the form `line 3: …`. */
function notesFrom(said: string, shown: string): string[] {
  return said.split(/\r?\n/).flatMap((line) => {
    const [, file, row, text] = /^(.+?)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line) ?? [];
    return file?.replaceAll("\\", "/") === shown && text !== undefined
      ? [`line ${row}: ${text}`]
      : [];
  });
}
