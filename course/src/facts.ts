// What a chapter must have beside the order of its sections: claims that a cell proves, a note in Elixir, a figure, an instructor's notes.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Chapter, HeadingCell } from "./chapter.ts";
import { isLearnerEdition } from "./edition.ts";
import { SourceError } from "./source-error.ts";

const elixirNote =
  /<details>\s*<summary>In Elixir<\/summary>(?:(?!<\/details>)[\s\S])*?^```elixir$/m;
const noteHeadings = [
  "Pacing",
  "What they believe",
  "Live coding",
  "Wrong answers to expect",
  "Questions that come up",
];

/** Finds what is missing in one chapter. Chapter 00 sets up: it needs no rule, note or figure. */
export function checkFacts(root: string, chapter: Chapter): SourceError[] {
  const say = (line: number, sentence: string): SourceError =>
    new SourceError(chapter.path, line, sentence);
  const faults = unproved(chapter).map(({ id, line }) =>
    say(line, `rule ${id} is cited, but no live cell of this round and no exercise shows it`),
  );
  const notes = instructorFaults(root, chapter);
  if (chapter.number === "00") return [...faults, ...notes];
  if (chapter.rules.length === 0)
    faults.push(say(1, "expected the mark `<!-- rule: S-10 -->` where a claim rests on a rule"));
  if (!chapter.cells.some((cell) => cell.kind === "prose" && elixirNote.test(cell.text)))
    faults.push(
      say(1, "expected a note `<details><summary>In Elixir</summary>` with a fence of `elixir`"),
    );
  if (!chapter.cells.some((cell) => cell.kind === "code" && cell.outputs.html !== undefined))
    faults.push(say(1, "expected a cell that displays a figure (an `html output`)"));
  return [...faults, ...notes];
}

/** Marks of rules in whose round nothing runs that a reader sees. Chapter 00 has no rounds: all of it counts. */
function unproved(chapter: Chapter): { readonly id: string; readonly line: number }[] {
  const rounds = chapter.number === "00" ? [chapter.cells] : inRounds(chapter.cells);
  return chapter.marks.filter(({ name, anchor }) => {
    if (name !== "rule") return false;
    const round = rounds.find((cells) =>
      chapter.number === "00" ? true : cells.some((cell) => isHeading(cell, anchor)),
    );
    return round === undefined || !round.some(isProof);
  });
}

/** Cuts the cells where a round begins, and before and behind the rounds where a section does. */
function inRounds(cells: readonly Cell[]): Cell[][] {
  const rounds: Cell[][] = [];
  let before: Cell["section"] = "opening";
  for (const cell of cells) {
    if (cell.kind === "heading") {
      const goesOn =
        ["run", "investigate", "modify"].includes(cell.section) ||
        (before === "idea" && ["idea", "predict"].includes(cell.section));
      if (!goesOn) rounds.push([]);
      before = cell.section;
    }
    rounds.at(-1)?.push(cell);
  }
  return rounds;
}

function isHeading(cell: Cell, anchor: string | undefined): cell is HeadingCell {
  return cell.kind === "heading" && cell.anchor === anchor;
}

function isProof(cell: Cell): boolean {
  return cell.kind === "exercise" || (cell.kind === "code" && !cell.hidden);
}

function instructorFaults(root: string, chapter: Chapter): SourceError[] {
  if (isLearnerEdition(root)) return [];
  const path = `course/instructors/${chapter.id}.md`;
  if (!existsSync(join(root, path))) {
    if (chapter.number === "00") return [];
    return [new SourceError(path, 1, "expected a file with notes for who teaches this chapter")];
  }
  const text = readFileSync(join(root, path), "utf8");
  return noteHeadings
    .filter((heading) => !new RegExp(`^## ${heading}\\b`, "m").test(text))
    .map((heading) => new SourceError(path, 1, `expected a heading \`## ${heading}\``));
}
