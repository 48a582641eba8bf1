import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";

type Stub = Pick<ExerciseSource, "folder" | "slug" | "stub" | "handedOut">;

/**
 * The text of a stub as the learner got it; undefined when nobody knows. That is what a learner edition says; else the
 * copy in `.headgate/handed-out`, which the first look at a course without git makes; else what git has of it.
 */
export function stubAsHandedOut(root: string, source: Stub): string | undefined {
  if (source.handedOut !== undefined) return source.handedOut;
  const kept = keptStub(root, source);
  return existsSync(kept) ? readFileSync(kept, "utf8") : committedStub(source.stub);
}

/** Where a course without git keeps the stub of an exercise. */
export function keptStub(root: string, { folder, slug }: Stub): string {
  return join(root, ".headgate", "handed-out", folder, `${slug}.ts`);
}

/** Keeps a stub that nobody has begun to work on, where neither git nor an earlier copy knows it. Never throws. */
export function keepStub(root: string, source: Stub): void {
  try {
    const text = readFileSync(source.stub, "utf8");
    if (!/\/\/ TODO\b/.test(text) || stubAsHandedOut(root, source) !== undefined) return;
    const kept = keptStub(root, source);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, text);
  } catch {
    // Without a copy, a reset says that it knows none.
  }
}

/** The newest version that somebody else committed: a learner may commit their own work. Else the oldest of all. */
function committedStub(path: string): string | undefined {
  const versions = git(path, "log", "--format=%H %ae", "--", basename(path))?.trim().split("\n");
  if (!versions || versions[0] === "") return undefined;
  const me = git(path, "config", "user.email")?.trim();
  const chosen = versions.find((line) => !line.endsWith(` ${me}`)) ?? versions.at(-1)!;
  return git(path, "show", `${chosen.split(" ")[0]}:./${basename(path)}`);
}

function git(path: string, ...words: string[]): string | undefined {
  const cwd = dirname(path);
  if (!existsSync(cwd)) return undefined;
  const { status, stdout } = spawnSync("git", words, { cwd, encoding: "utf8" });
  return status === 0 ? stdout : undefined;
}
