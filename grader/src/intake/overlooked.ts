import { readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { UnreadableFile } from "../submission/answer-file.ts";
import { rubbish } from "./entries.ts";
import { shownName } from "./names.ts";

/** Archives that are not unpacked. */
export const otherArchives: RegExp = /\.(rar|7z|tar|t?gz|tgz|t?xz|bz2|zst)$/i;

/** What an answer's file may be called by mistake: another ending, or the same one in other letters. */
const endings = /\.(ts|mts|cts|js|mjs|txt|ts\.txt)$/i;
const passedOver: ReadonlySet<string> = new Set([...rubbish, "node_modules", "dist"]);
const [entriesMost, depthMost, toldMost] = [5000, 12, 30];

/**
 * The exercise that a file seems to answer that is not called as the answer: `Counter.ts`, `counter (1).ts`,
 * `02-counter.ts`, `counter_ada.ts`, `counter.ts.txt`, `counter.js`. Undefined for an answer, a test, and all else.
 */
export function almostAnswers(name: string, slugs: readonly string[]): string | undefined {
  const stem = name.replace(endings, "");
  if (stem === name || /\.(test|d)$/.test(stem)) return undefined;
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  const words = ` ${plain(stem)} `;
  // Other texts may well be about an exercise.
  const isText = /\.txt$/i.test(name) && !/\.ts\.txt$/i.test(name);
  const fitting = slugs.filter((slug) => {
    const wanted = plain(slug);
    const isWhole = [wanted, wanted.replaceAll(" ", "")].includes(words.trim());
    return isWhole || (!isText && words.includes(` ${wanted} `));
  });
  const [longest] = fitting.sort((one, other) => other.length - one.length);
  return longest !== undefined && name !== `${longest}.ts` ? longest : undefined;
}

/**
 * What in a student's folder may be an answer and is not graded, so that its zero is never silent: a file called almost as
 * one that is not there, an archive that is not unpacked, and sources of which none is called as any answer.
 */
export function overlookedIn(root: string, slugs: readonly string[]): UnreadableFile[] {
  const paths = slugs.length === 0 ? [] : filesBelow(root);
  const there = new Set(paths.map((path) => nameOf(path)));
  const told = (path: string, why: string, slug?: string): UnreadableFile =>
    new UnreadableFile(`${shownName(path)} ${why}`, false, slug);
  const problems = paths.flatMap((path): UnreadableFile[] => {
    if (otherArchives.test(path))
      return [told(path, "is an archive that is not read; ask for a zip.")];
    const slug = almostAnswers(nameOf(path), slugs);
    if (slug === undefined || there.has(`${slug}.ts`)) return [];
    const why = `may answer ${slug}, but is not called ${slug}.ts, so it was not graded.`;
    return [told(path, why, slug)];
  });
  const isAnswer = (path: string): boolean => slugs.includes(nameOf(path).replace(/\.ts$/, ""));
  const isSource = (path: string): boolean => path.endsWith(".ts") && !/\.(test|d)\.ts$/.test(path);
  const source = paths.find(isSource);
  const isTold =
    problems.length > 0 || paths.some((it) => isAnswer(it) || /\.(ipynb|zip)$/i.test(it));
  if (source !== undefined && !isTold)
    problems.push(
      told(source, `is not called as any exercise is (${slugs[0]}.ts), so it was not graded.`),
    );
  return problems.slice(0, toldMost);
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Files below a folder, with `/` between the parts. No link is followed. What cannot be read, others tell. */
function filesBelow(root: string): string[] {
  const files: string[] = [];
  const folders = [{ path: "", depth: 0 }];
  for (let next = folders.shift(); next; next = folders.shift()) {
    for (const entry of entriesIn(join(root, next.path))) {
      if (files.length >= entriesMost) return files;
      if (entry.name.startsWith(".") || passedOver.has(entry.name)) continue;
      const path = next.path === "" ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory() && next.depth < depthMost)
        folders.push({ path, depth: next.depth + 1 });
    }
  }
  return files;
}

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
