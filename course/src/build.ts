// `npm run notebooks`: prints the chapters as notebooks. README.md lists what it can be told.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Chapter } from "./chapter.ts";
import { checkCode, checkPromises, checkText } from "./check-course.ts";
import { chapterFiles, readCourse } from "./course.ts";
import { compareNotebooks, writeNotebooks } from "./notebook-files.ts";
import { recordOutputs } from "./record.ts";
import { compareRun, runChapter } from "./run-chapter.ts";
import { SourceError } from "./source-error.ts";
import { compareTables, writeTables } from "./tables.ts";

const usage = `Usage: npm run notebooks -- [CHAPTER ...] [--check] [--run] [--force]
  CHAPTER   a number (02) or a name (02-stages-and-demand); all chapters when there is none
  --check   change nothing, and say what differs or is at fault
  --run     run the cells and record their outputs in the chapters; with --check, compare them only
  --force   overwrite notebooks even if they have been run`;

interface Wish {
  readonly only: readonly string[];
  readonly check: boolean;
  readonly run: boolean;
  readonly force: boolean;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
process.exitCode = await main(process.argv.slice(2));

/** 0: all is well; 1: something is at fault; 2: not understood. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(usage);
    return 0;
  }
  const wish = readWish(args);
  if (typeof wish === "string") {
    console.error(`${wish}\n${usage}`);
    return 2;
  }
  try {
    return await build(wish);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    console.error(error.message);
    return 1;
  }
}

function readWish(args: readonly string[]): Wish | string {
  const known = ["--check", "--run", "--force"];
  const unknown = args.find((arg) => arg.startsWith("-") && !known.includes(arg));
  if (unknown !== undefined) return `Unknown option ${unknown}.`;
  const only = args.filter((arg) => !arg.startsWith("-"));
  const files = chapterFiles(root);
  const missing = only.find(
    (name) =>
      !files.some((file) => file === `${name}.md` || file.startsWith(`${name.padStart(2, "0")}-`)),
  );
  if (missing !== undefined) {
    return `No chapter ${missing}; there are ${files.map((file) => file.slice(0, -".md".length)).join(", ") || "none"}.`;
  }
  return {
    only,
    check: args.includes("--check"),
    run: args.includes("--run"),
    force: args.includes("--force"),
  };
}

async function build({ only, check, run, force }: Wish): Promise<number> {
  const faults: string[] = [];
  if (run) {
    for (const chapter of readCourse(root, { only, draft: !check }).chapters) {
      faults.push(
        ...(await (check ? compare(chapter) : record(chapter))).map((fault) => fault.message),
      );
    }
  }
  // What a failed run would have recorded is missing; to complain of that as well helps nobody.
  if (faults.length > 0) return report(faults);
  const course = readCourse(root, { only });
  faults.push(...checkText(root, course).map((fault) => fault.message));
  const whole = only.length === 0;
  if (check) {
    faults.push(...checkPromises(root, course).map((fault) => fault.message));
    faults.push(...(await checkCode(root, course)).map((fault) => fault.message));
    faults.push(...compareNotebooks(root, course, whole));
    if (whole) faults.push(...compareTables(root, course));
  } else {
    const { done, refused } = writeNotebooks(root, course, { whole, force });
    const tables = whole ? writeTables(root, course) : [];
    for (const line of [...done, ...tables]) console.log(line);
    faults.push(...refused);
  }
  if (faults.length === 0)
    console.log(`All is well in ${course.chapters.map((chapter) => chapter.id).join(", ")}.`);
  return report(faults);
}

function report(faults: readonly string[]): number {
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

async function compare(chapter: Chapter): Promise<SourceError[]> {
  const run = await runChapter(root, chapter);
  return [...run.faults, ...compareRun(chapter, run)];
}

/** Runs a chapter and writes its outputs; writes nothing when a cell fails. */
async function record(chapter: Chapter): Promise<readonly SourceError[]> {
  const run = await runChapter(root, chapter);
  if (run.faults.length > 0) return run.faults;
  const path = join(root, chapter.path);
  const source = readFileSync(path, "utf8");
  const written = recordOutputs(source, run.results);
  if (written !== source) {
    writeFileSync(path, written);
    console.log(`Recorded the outputs of ${chapter.path}`);
  }
  return [];
}
