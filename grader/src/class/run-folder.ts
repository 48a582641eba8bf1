import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lockGrading } from "./grading-lock.ts";
import { Journal } from "./journal.ts";

/** What a run of the grader keeps in OUT while it goes on. */
export interface RunFolder {
  readonly journal: Journal;
  /** An empty folder for archives to be unpacked into. */
  readonly scratch: string;
  /** What was found of a run that ended without a word, as one sentence. */
  readonly takenOver: string | undefined;
  /** Brings the journal to the disk, removes the scratch folder and lets the next run in. It may be called twice. */
  close(): void;
}

/**
 * Takes OUT for this run. It is given back when the process ends, however it ends but by SIGKILL; what a run that was
 * killed left here is removed or gone on from. Throws `CliError` while another process grades into it.
 */
export function takeRunFolder(out: string): RunFolder {
  const lock = lockGrading(join(out, ".lock"));
  try {
    // Whoever made these holds the lock no more.
    for (const name of readdirSync(out).filter((it) => /^\.intake-\d+$/.test(it)))
      rmSync(join(out, name), { recursive: true, force: true });
    const scratch = join(out, `.intake-${process.pid}`);
    mkdirSync(scratch);
    const journal = new Journal(join(out, "journal.jsonl"));
    const close = (): void => {
      process.off("exit", close);
      journal.close();
      rmSync(scratch, { recursive: true, force: true });
      lock.release();
    };
    process.once("exit", close);
    return { journal, scratch, takenOver: lock.takenOver, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
