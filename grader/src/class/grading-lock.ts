import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { CliError } from "../cli-error.ts";

/** Who grades into a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process began, where the system tells: the number of a dead process is given to another one day. */
  readonly began: string;
}

/** The lock of a folder that is being graded into. */
export interface GradingLock {
  /** What was found of a run that ended without a word, as one sentence. */
  readonly takenOver: string | undefined;
  /** Lets the next one in. It may be called twice. */
  release(): void;
}

/**
 * Lets one process at a time grade into a folder. The lock of a process that is no more is taken over. Throws
 * `CliError` while another process grades there.
 */
export function lockGrading(path: string): GradingLock {
  const own = JSON.stringify(holderOf(process.pid));
  const found = placed(path, own) ? undefined : readFound(path);
  if (found !== undefined) {
    refuseLiving(path, found);
    removeStale(path, found);
    if (!placed(path, own)) refuseLiving(path, readFound(path) ?? "");
  }
  const takenOver =
    found === undefined
      ? undefined
      : `An earlier run (process ${parsed(found)?.pid ?? "unknown"}) ended without finishing; this one goes on.`;
  return {
    takenOver,
    release: () => {
      if (readFound(path) === own) rmSync(path, { force: true });
    },
  };
}

function placed(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readFound(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function refuseLiving(path: string, found: string): void {
  const holder = parsed(found);
  if (!holder) return;
  if (holder.host !== hostname()) {
    throw new CliError(
      `Process ${holder.pid} on ${JSON.stringify(holder.host)} grades into this folder; wait for it, or remove ${path} if it is no more.`,
    );
  }
  if (isAlive(holder))
    throw new CliError(
      `Process ${holder.pid} grades into this folder already; wait for it, or end it first.`,
    );
}

/** Two may find the same stale lock: only who moved that very one away goes on. */
function removeStale(path: string, found: string): void {
  const aside = `${path}-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readFound(aside);
  try {
    if (moved !== found) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function parsed(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
  } catch {
    // Its writer was killed before it had said who it is.
    return undefined;
  }
}

function holderOf(pid: number): Holder {
  return { pid, host: hostname(), began: beginningOf(pid) };
}

function isAlive({ pid, began }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return began === "" || beginningOf(pid) === began;
}

/** When a process began, in the kernel's own words; "" where there is no such file. */
function beginningOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The 22nd field; the second is a name in brackets, which may hold anything.
    return `${boot} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? ""}`;
  } catch {
    return "";
  }
}
