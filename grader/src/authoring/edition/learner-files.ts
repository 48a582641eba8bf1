import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { exercisesIn, loadExercise } from "@headgate/check/node";
import { CliError } from "../../cli-error.ts";
import { checkModules } from "../../course-folder.ts";
import { editionFileName, fingerprint, type EditionFile } from "./edition-file.ts";
import { isLeftOut } from "./left-out.ts";
import { textForLearners } from "./text-for-learners.ts";

/** A file of an edition. */
export interface LearnerFile {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

/** The files of an edition by their paths. */
export type LearnerFiles = Map<string, LearnerFile>;

/** What learners get of the files of a course: the same bytes, but for what is left out and the pages that have marks. */
export function learnerFiles(root: string, paths: readonly string[]): LearnerFiles {
  const files: LearnerFiles = new Map();
  for (const path of paths) {
    if (isLeftOut(path) || path === editionFileName) continue;
    const whole = join(root, path);
    const bytes = readFileSync(whole);
    const executable = (statSync(whole).mode & 0o100) !== 0;
    files.set(path, { bytes: path.endsWith(".md") ? page(path, bytes) : bytes, executable });
  }
  return files;
}

function page(path: string, bytes: Buffer): Buffer {
  const text = bytes.toString("utf8");
  try {
    return text.includes("<!-- edition:") ? Buffer.from(textForLearners(text)) : bytes;
  } catch (error) {
    throw new CliError(`${path}: ${(error as Error).message}.`);
  }
}

/** The file that says what the edition is, made from all others of it. */
export async function editionFile(root: string, files: LearnerFiles): Promise<LearnerFile> {
  const exercises = exercisesIn(root).filter(({ folder, slug }) =>
    files.has(`exercises/${folder}/${slug}.ts`),
  );
  const counts = exercises.map(async (source) => {
    const { hiddenCount = 0 } = await loadExercise(source, checkModules);
    return [source.slug, hiddenCount] as const;
  });
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const said: EditionFile = {
    edition: "learner",
    course: `${name} ${version}`,
    hiddenChecks: Object.fromEntries(await Promise.all(counts)),
    stubs: Object.fromEntries(
      exercises.map(({ slug, stub }) => [slug, readFileSync(stub, "utf8")]),
    ),
    files: Object.fromEntries([...files].map(([path, { bytes }]) => [path, fingerprint(bytes)])),
  };
  return { bytes: Buffer.from(`${JSON.stringify(said, null, 2)}\n`), executable: false };
}
