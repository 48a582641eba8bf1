import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerAt, type Answer } from "@headgate/check/engine";
import { afterAll, beforeAll } from "vitest";
import { bundleJail } from "./bundle-jail.ts";
import { Jail } from "./jail.ts";
import { yardBehind, type JailYard } from "./jail-yard.ts";
import { jailedHost } from "./jailed-host.ts";
import type { StudentJails } from "./student-jails.ts";
import { possibleWalls, type WallName } from "./walls.ts";

/** The jail's script made from the sources of this minute, so that no test passes on an old build. */
export function freshJailScript(): { readonly path: string } {
  const made = { path: "" };
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "headgate-jail-"));
    made.path = join(folder, "jail.cjs");
    await bundleJail(made.path);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return made;
}

/** A yard behind one particular wall; undefined where this machine cannot have it. */
export async function yardWith(
  name: WallName,
  script: string,
  heapMb = 64,
): Promise<JailYard | undefined> {
  const limits = { heapMb };
  const wall = possibleWalls(script, limits).find((it) => it.name === name);
  if (!wall) return undefined;
  const jail = new Jail(wall, heapMb);
  return (await jail.ready) ? yardBehind(wall, limits, [], jail) : undefined;
}

type Exports = Record<string, (...values: unknown[]) => unknown>;

/** An answer from the body of its module; `deliver(…)` exports. It shares its process with the others of `jails`. */
export function answerFrom(
  jails: StudentJails,
  code: string,
  { seed = 1, timeLimitMs = 2000 } = {},
): Answer<Exports> {
  return answerAt<Exports>(jailedHost({ code, seed, timeLimitMs, jails }));
}

/** What an answer's `run` gives back. */
export async function ranIn(jails: StudentJails, code: string, seed = 1): Promise<unknown> {
  return answerFrom(jails, code, { seed }).evaluate(({ run }) => run!());
}
