import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { checkFileText, type ExerciseSource } from "@headgate/check/node";

/** What learners get to see. */
const published = ["exercises", "notebooks", "course/chapters"];
const textFiles = new Set([
  ".ts",
  ".md",
  ".ipynb",
  ".json",
  ".js",
  ".cjs",
  ".mjs",
  ".html",
  ".yaml",
  ".txt",
]);

/** Lines shorter than this are anybody's. */
const tellingLength = 40;

/**
 * Where learners get to see what they should not: one line of a hidden check, or two of a solution. (One may be an
 * example of the same call in a chapter.)
 */
export async function leakProblems(
  root: string,
  exercises: readonly ExerciseSource[],
): Promise<string[]> {
  const files = published.flatMap((folder) => textsIn(join(root, folder)));
  const problems: string[] = [];
  for (const exercise of exercises) {
    const open = await openText(exercise);
    const secret = (path: string): string[] => telling(path).filter((line) => !open.includes(line));
    const [solution, hidden] = [secret(exercise.solution), secret(exercise.hidden)];
    for (const { path, text } of files) {
      const where = relative(root, path).replaceAll("\\", "/");
      const shown = hidden.find((line) => text.includes(line));
      if (shown !== undefined)
        problems.push(`${where} shows a hidden check of ${exercise.folder}: ${shown}`);
      const solved = solution.filter((line) => text.includes(line));
      if (solved.length > 1)
        problems.push(`${where} shows the solution of ${exercise.folder}: ${solved.join(" ")}`);
    }
  }
  return problems;
}

/** What the author of an exercise gives to learners. */
async function openText({ stub, visible, hints, statement }: ExerciseSource): Promise<string> {
  const sources = [stub, visible].map((path) => readFileSync(path, "utf8"));
  return bare([...sources, await checkFileText(visible), ...hints, statement].join("\n"));
}

function telling(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").map(bare);
  return lines.filter((line) => line.length >= tellingLength && !line.startsWith("import "));
}

interface Text {
  readonly path: string;
  readonly text: string;
}

function textsIn(folder: string): Text[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => textFiles.has(extname(path)) && statSync(path).isFile())
    .map((path) => ({ path, text: bare(unescaped(readFileSync(path, "utf8"))) }));
}

/** Notebooks, JSON and pages write quotes in their own ways. */
function unescaped(text: string): string {
  return text
    .replaceAll("\\n", " ")
    .replaceAll('\\"', '"')
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

function bare(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
