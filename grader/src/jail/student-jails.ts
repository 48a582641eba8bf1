import type { Jail } from "./jail.ts";
import type { JailYard } from "./jail-yard.ts";

/**
 * The jails of one student: all the answers run in one process, one behind the other, and each finds it as if it were
 * the first. Never share it between two students: no process is to hold the work of both.
 */
export interface StudentJails {
  /** The jail that is there, once it has shown that it is idle and has room; else a fresh one. */
  acquire(): Promise<Jail>;
  /** Ends the process. To be called when the student's last answer is done. */
  close(): void;
}

/** Takes a jail of the yard when the first answer needs it, and another whenever one is no longer fit. */
export function studentJails(yard: Pick<JailYard, "next">): StudentJails {
  let jail: Jail | undefined;
  return {
    async acquire() {
      if (jail?.isAlive && (await jail.rest())) return jail;
      jail = yard.next();
      return jail;
    },
    close() {
      jail?.kill();
      jail = undefined;
    },
  };
}
