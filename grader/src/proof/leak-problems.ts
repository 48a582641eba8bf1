import type { ExerciseSource } from "@headgate/check/node";
import { courseFiles } from "../authoring/edition/course-files.ts";
import { learnerFiles, type LearnerFiles } from "../authoring/edition/learner-files.ts";
import { leaksIn, type PublishedFile } from "./leaks.ts";
import { secretNames, secretsOf } from "./secrets.ts";

/**
 * Where learners get to see what they should not, one sentence each with file and line: a line of a hidden check or a wrong
 * answer, two of a solution (one may be an example of the same call), or a wrong answer's name. Looks at all that a learner
 * edition of this course holds, `files` or what it would hold now.
 */
export async function leakProblems(
  root: string,
  exercises: readonly ExerciseSource[],
  files: LearnerFiles = learnerFiles(root, courseFiles(root, true).paths),
): Promise<string[]> {
  return leaksIn(textsOf(files), secretsOf(root, exercises), secretNames(exercises));
}

function* textsOf(files: LearnerFiles): Generator<PublishedFile> {
  for (const [path, { bytes }] of files) {
    // A picture is no text, but it has a name.
    const isText = !bytes.subarray(0, 8000).includes(0);
    yield { path, text: isText ? bytes.toString("utf8") : "" };
  }
}
