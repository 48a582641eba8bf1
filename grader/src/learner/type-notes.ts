import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";

const flags =
  "--noEmit --strict --target es2022 --lib es2022,dom --module nodenext --skipLibCheck --allowImportingTsExtensions --types node --pretty false";

/** Milliseconds to wait for the compiler; what it would have said is a note and no verdict. */
const patienceMs = 4000;

/** What the compiler says of an answer, one line each; nothing when it is content, absent or too slow. */
export async function typeNotes(root: string, path: string): Promise<string[]> {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  if (!existsSync(compiler)) return [];
  const shown = relative(root, path).replaceAll("\\", "/");
  const child = spawn(process.execPath, [compiler, ...flags.split(" "), shown], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: patienceMs,
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  return new Promise((resolve) => {
    child.on("error", () => resolve([]));
    child.on("close", () => resolve(notesFrom(said, shown)));
  });
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
