// Writes check/dist/exercises: the visible checks of every exercise as NN-slug.js (a page) and NN-slug.cjs (a
// notebook's kernel), and index.json. The build runs it behind the compiler.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exercisesIn } from "./exercises-in.ts";

/** Builds the exercises of a course into a folder; answers the names of the files that changed. */
export async function buildExercises(root: string, folder: string): Promise<string[]> {
  const [headgate, quakes, { exerciseTexts, loadExercise }] = await Promise.all([
    import("headgate"),
    import("@headgate/quakes"),
    import("./load-exercise.ts"),
  ]);
  const modules = { headgate, "@headgate/quakes": quakes };
  const built = exercisesIn(root).map(async (source) => {
    const { exercise, visible } = await exerciseTexts(source);
    const { hiddenCount } = await loadExercise(source, modules);
    const { minutes, difficulty } = source;
    const known = { ...exercise, ...(hiddenCount !== undefined && { hiddenCount }) };
    const body = `{ ...${JSON.stringify(known)}, visible(require) {\nconst module = { exports: {} };\n${visible}\n} };\n`;
    return { source, body, entry: { ...known, minutes, difficulty } };
  });
  const files = new Map<string, string>();
  const index = [];
  for (const { source, body, entry } of await Promise.all(built)) {
    files.set(`${source.folder}.js`, `export const exercise = ${body}`);
    files.set(`${source.folder}.cjs`, `"use strict";\nexports.exercise = ${body}`);
    index.push(entry);
  }
  files.set("index.json", `${JSON.stringify(index, null, 2)}\n`);
  return writeChanged(folder, files);
}

/** Whether everything in a folder of built exercises is younger than all it is made from. */
function isFresh(root: string, folder: string): boolean {
  const made = changed(join(folder, "index.json"));
  const sources = ["exercises", "solutions", "edition.json"];
  const inputs = [...sources, "check/dist/node", "quakes/dist", "lib/dist"];
  return made > Math.max(...inputs.map((input) => newest(join(root, input))));
}

function newest(folder: string): number {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return changed(folder);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(changed(folder), ...names.map((name) => changed(join(folder, name))));
}

function changed(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** index.json is always written, since its time says how fresh the folder is. */
function writeChanged(folder: string, files: ReadonlyMap<string, string>): string[] {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  const written = [...files].filter(
    ([name, text]) => name === "index.json" || text !== readIfAny(join(folder, name)),
  );
  for (const [name, text] of written) writeFileSync(join(folder, name), text);
  return written.map(([name]) => name);
}

function readIfAny(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const folder = join(root, "check", "dist", "exercises");
  try {
    if (!isFresh(root, folder)) await buildExercises(root, folder);
  } catch (error) {
    console.error(`Cannot build the exercises: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
