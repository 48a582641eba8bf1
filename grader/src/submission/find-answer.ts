import { relative, sep } from "node:path";
import { readAnswerFile, UnreadableFile } from "./answer-file.ts";
import { cellAnswers } from "./cell-answer.ts";
import type { StudentFiles } from "./student-files.ts";

/** Where the answer to an exercise is, or why there is none. */
export type FoundAnswer =
  | {
      readonly path: string;
      /** What the student wrote: a file, or the answer's cell alone. */
      readonly text: string;
      readonly cells?: string;
      readonly earlier?: readonly string[];
    }
  | {
      readonly verdict: "not submitted" | "refused" | "internal";
      readonly message: string;
      /** What could not be read, for whoever grades. */
      readonly unreadable?: string;
    };

type Candidate = Extract<FoundAnswer, { path: string }>;

/**
 * The answer to an exercise: `slug.ts` nearest to the folder's root, else cells of a notebook. What is still as it was
 * handed out gives way to what is not. Two different files equally near are not chosen between.
 */
export function findAnswer(
  files: StudentFiles,
  slug: string,
  stub: string,
  exports: readonly string[],
): FoundAnswer {
  const { candidates, problems } = candidatesFor(files, slug, exports);
  const same = (one: string, other: string): boolean => bare(one) === bare(other);
  const worked = candidates.filter(({ text }) => !same(text, stub));
  const [first, ...others] = worked.length > 0 ? worked : candidates;
  if (!first) return nothingFound(slug, problems);
  const rival = others.find((it) => isRival(first, it, files.root) && !same(it.text, first.text));
  if (rival) {
    const [one, other] = [first, rival].map(({ path }) => relative(files.root, path));
    return {
      verdict: "refused",
      message: `There are two different answers, ${one} and ${other}; keep one.`,
    };
  }
  return first;
}

/** Files before notebooks, in the order of the walk, which is by depth. */
function candidatesFor(
  files: StudentFiles,
  slug: string,
  exports: readonly string[],
): { candidates: Candidate[]; problems: readonly UnreadableFile[] } {
  const candidates: Candidate[] = [];
  const problems = [...files.unreadable];
  for (const path of files.sources.filter((it) => it.endsWith(`${sep}${slug}.ts`))) {
    try {
      candidates.push({ path, text: readAnswerFile(files.root, path) });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      problems.push(error);
    }
  }
  for (const { path, cells } of files.notebooks) {
    for (const { source, own, earlier } of cellAnswers(cells, slug, exports)) {
      candidates.push({ path, text: own, cells: source, earlier });
    }
  }
  return { candidates, problems };
}

/** What could not be read may have held the answer: so it is no zero when that is our fault, and never silent. */
function nothingFound(slug: string, all: readonly UnreadableFile[]): FoundAnswer {
  const problems = all.filter((it) => it.slug === undefined || it.slug === slug);
  const problem = problems.find(({ isOurs }) => isOurs) ?? problems[0];
  if (problem) {
    const { isOurs, message } = problem;
    return { verdict: isOurs ? "internal" : "refused", message, unreadable: message };
  }
  const message = `There is no ${slug}.ts and no cell that answers "${slug}".`;
  return { verdict: "not submitted", message };
}

function isRival(first: Candidate, other: Candidate, root: string): boolean {
  const depth = ({ path }: Candidate): number => relative(root, path).split(sep).length;
  const isAlike = (first.cells === undefined) === (other.cells === undefined);
  return isAlike && first.path !== other.path && depth(first) === depth(other);
}

/** A stub in a cell has no `export`, and editors change white space: neither is work. */
function bare(source: string): string {
  return source
    .replace(/^export \{[^}\n]*\};?$/gm, "")
    .replace(/^([ \t]*)export /gm, "$1")
    .replace(/\s+/g, "");
}
