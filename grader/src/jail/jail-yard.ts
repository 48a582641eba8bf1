import { fileURLToPath } from "node:url";
import { Jail } from "./jail.ts";
import {
  ownWall,
  possibleWalls,
  wallWords,
  type JailLimits,
  type Wall,
  type WallName,
} from "./walls.ts";

/** The bundled script of a jail, right from `src` and from `dist` alike. */
export const jailScript: string = fileURLToPath(new URL("../../dist/jail.cjs", import.meta.url));

/** How jails are made here: behind which wall, and why behind no stronger one. */
export interface JailYard {
  readonly wall: WallName;
  /** What the wall promises, and what it does not. */
  readonly words: string;
  /** Why a stronger wall does not stand here, one sentence each. */
  readonly missing: readonly string[];
  /** A fresh jail; the one behind it is already starting. */
  next(): Jail;
  /** Ends the jail that waits for its turn. */
  close(): void;
}

/** Tries the walls from the strongest on, and makes jails behind the first that stands. */
export async function strongestYard(
  limits: JailLimits,
  script: string = jailScript,
): Promise<JailYard> {
  const missing: string[] = [];
  const walls = possibleWalls(script, limits);
  if (!walls.some(({ name }) => name === "namespaces"))
    missing.push("bubblewrap (`bwrap`) is not installed");
  for (const wall of walls) {
    const jail = new Jail(wall, limits.heapMb);
    if (await jail.ready) return yardBehind(wall, limits, missing, jail);
    const [complaint = "it did not start"] = jail.complaints.trim().split("\n");
    missing.push(`${wall.name}: ${complaint}`);
  }
  throw new Error(`No process can be started to run an answer in: ${missing.join("; ")}.`);
}

/** Plain processes, for a learner's own answer. */
export function ownYard(limits: JailLimits, script: string = jailScript): JailYard {
  const wall = ownWall(script, limits);
  return yardBehind(wall, limits, [], new Jail(wall, limits.heapMb));
}

/** A yard behind a given wall; `first` is a jail that has been started already. */
export function yardBehind(
  wall: Wall,
  limits: JailLimits,
  missing: readonly string[],
  first: Jail,
): JailYard {
  let spare: Jail | undefined = first;
  return {
    wall: wall.name,
    words: wallWords[wall.name],
    missing,
    next() {
      const taken = spare?.isAlive ? spare : new Jail(wall, limits.heapMb);
      spare = new Jail(wall, limits.heapMb);
      return taken;
    },
    close() {
      spare?.kill();
      spare = undefined;
    },
  };
}
