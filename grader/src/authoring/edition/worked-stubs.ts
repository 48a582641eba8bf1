import { readFileSync } from "node:fs";
import type { ExerciseSource } from "@headgate/check/node";
import { handedOut } from "../../class/handed-out.ts";

/** The stubs that somebody has worked on since the last commit: an edition made now would hand out what they wrote. */
export function workedStubs(
  exercises: readonly Pick<ExerciseSource, "folder" | "slug" | "stub">[],
): string[] {
  // A checkout may have changed how lines end.
  const plain = (text: string): string => text.replaceAll("\r\n", "\n");
  return exercises
    .filter(({ stub }) => plain(readFileSync(stub, "utf8")) !== plain(handedOut(stub)))
    .map(({ folder, slug }) => `exercises/${folder}/${slug}.ts`);
}
