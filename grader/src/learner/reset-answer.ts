import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";
import { stubAsHandedOut } from "./stub-as-handed-out.ts";

/**
 * Puts an exercise's stub back as it was handed out, and keeps what the learner had written in `.headgate/kept`.
 * Answers what it did in one sentence; writes nothing before the copy is made.
 */
export function resetAnswer(
  root: string,
  source: Pick<ExerciseSource, "folder" | "slug" | "stub" | "handedOut">,
  now: Date = new Date(),
): string {
  const stub = stubAsHandedOut(root, source);
  const name = `${source.slug}.ts`;
  if (stub === undefined)
    return `${name} stays as it is: how it was handed out is known neither from git nor from .headgate/handed-out.`;
  try {
    // As bytes: what was saved in another encoding is kept whole too.
    const found = existsSync(source.stub) ? readFileSync(source.stub) : undefined;
    if (found?.equals(Buffer.from(stub))) return `${name} is as it was handed out already.`;
    const kept = found && keep(root, source, found, now);
    mkdirSync(dirname(source.stub), { recursive: true });
    writeFileSync(source.stub, stub);
    return `${name} is as it was handed out again.${kept === undefined ? "" : ` What you had is in ${kept}.`}`;
  } catch (error) {
    return `${name} stays as it is: ${(error as Error).message}.`;
  }
}

/** Keeps an answer under a name that none has yet; answers the path from the course's folder. */
function keep(
  root: string,
  { folder }: Pick<ExerciseSource, "folder">,
  bytes: Buffer,
  now: Date,
): string {
  const at = now.toISOString().slice(0, 19).replaceAll(":", "-");
  mkdirSync(join(root, ".headgate", "kept"), { recursive: true });
  for (let again = 1; ; again += 1) {
    const name = `.headgate/kept/${folder}-${at}${again === 1 ? "" : `-${again}`}.ts`;
    try {
      writeFileSync(join(root, name), bytes, { flag: "wx" });
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
