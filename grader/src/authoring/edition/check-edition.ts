import { readFileSync } from "node:fs";
import type { ExerciseSource } from "@headgate/check/node";
import { checkModules } from "../../course-folder.ts";
import type { JailYard } from "../../jail/jail-yard.ts";
import { checkAnswer } from "../../learner/check-answer.ts";

/** Limits one evaluation of a stub. */
const timeLimitMs = 2000;

/** What an edition can prove of its exercises is little, and said so. */
export const editionWords =
  "This is a learner edition, without solutions, hidden checks and wrong answers: only types and stubs were checked; `npm run exercises -- --check` proves the rest in the full course.";

/** What became of one exercise of an edition: undefined where its file is a learner's by now, else its problems. */
export async function stubOfEdition(
  source: ExerciseSource,
  yard: Pick<JailYard, "next">,
): Promise<string[] | undefined> {
  if (source.handedOut !== undefined && readFileSync(source.stub, "utf8") !== source.handedOut)
    return undefined;
  const { checks } = await checkAnswer(source, { yard, modules: checkModules, timeLimitMs });
  const free = checks.find(({ verdict }) => verdict === "correct");
  const where = `exercises/${source.folder}/${source.slug}.ts`;
  return free ? [`${where} passes the check "${free.name}" as it is handed out.`] : [];
}
