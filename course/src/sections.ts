// The order of a chapter's sections, and what each must hold: the table in README.md.
import { sectionKinds, type Cell, type SectionKind } from "./chapter.ts";
import type { Fail } from "./source-error.ts";

const followers: Readonly<Record<SectionKind | "opening", readonly SectionKind[]>> = {
  opening: ["retrieval"],
  retrieval: ["idea"],
  idea: ["idea", "predict"],
  predict: ["run"],
  run: ["investigate", "modify", "idea", "predict", "make"],
  investigate: ["modify", "idea", "predict", "make"],
  modify: ["idea", "predict", "make"],
  make: ["quiz"],
  quiz: [],
};

/** Reads `Title {kind}`. */
export function readHeading(
  text: string,
  line: number,
  fail: Fail,
): { title: string; kind: SectionKind } {
  const [, title, word] = /^(.+?)\s*\{(\w+)\}$/.exec(text) ?? [];
  const kind = sectionKinds.find((each) => each === word);
  if (title === undefined || kind === undefined) {
    return fail(
      line,
      `expected a section's heading to end with its kind in braces, one of {${sectionKinds.join("}, {")}}`,
    );
  }
  return { title, kind };
}

/** Checks order and contents of the sections of a whole chapter. */
export function checkSections(cells: readonly Cell[], lastLine: number, fail: Fail): void {
  let before: SectionKind | "opening" = "opening";
  for (const cell of cells) {
    const kind = cell.section;
    if (cell.kind !== "heading" || kind === "opening") continue;
    if (!followers[before].includes(kind)) {
      const expected = followers[before].join(", ") || "no section";
      fail(
        cell.line,
        `a section {${kind}} cannot follow ${before === "opening" ? "the opening" : `{${before}}`}: expected ${expected}`,
      );
    }
    before = kind;
  }
  if (before !== "quiz")
    fail(
      lastLine,
      `expected the section {${followers[before][0]}} behind ${before === "opening" ? "the opening" : `{${before}}`}`,
    );
  for (const [heading, inside] of groups(cells)) checkContents(heading, inside, fail);
  for (const kind of ["investigate", "modify"] as const) {
    if (!cells.some((cell) => cell.section === kind))
      fail(lastLine, `expected a section {${kind}} behind one of the {run}`);
  }
}

/** The cells of each section, led by its heading. */
function groups(cells: readonly Cell[]): (readonly [Cell, Cell[]])[] {
  const found: (readonly [Cell, Cell[]])[] = [];
  for (const cell of cells) {
    if (cell.kind === "heading") found.push([cell, []]);
    else found.at(-1)?.[1].push(cell);
  }
  return found;
}

function checkContents(heading: Cell, inside: readonly Cell[], fail: Fail): void {
  const count = (kind: Cell["kind"]): number => inside.filter((cell) => cell.kind === kind).length;
  const expect = (holds: boolean, what: string): void => {
    if (!holds) fail(heading.line, `expected ${what} in this section {${heading.section}}`);
  };
  switch (heading.section) {
    case "retrieval":
      return expect(count("retrieval") === 1, "one `retrieval` block");
    case "predict":
      return expect(count("predict") >= 1, "a `predict` block");
    case "run":
      return expect(count("code") >= 1, "a live cell");
    case "investigate":
      return expect(count("prose") >= 1, "prose that reads the figure");
    case "quiz":
      return expect(count("quiz") === 5, `exactly five \`quiz\` blocks, not ${count("quiz")},`);
    case "idea":
    case "modify":
    case "make":
    case "opening":
  }
}

const homes: Readonly<Partial<Record<Cell["kind"], readonly (SectionKind | "opening")[]>>> = {
  retrieval: ["retrieval"],
  predict: ["predict", "investigate", "modify"],
  quiz: ["quiz"],
  exercise: ["make"],
};

/** Checks that a block stands where its kind belongs. */
export function checkHome(cell: Cell, fail: Fail): void {
  const home = homes[cell.kind];
  if (home !== undefined && !home.includes(cell.section)) {
    fail(
      cell.line,
      `${cell.kind === "exercise" ? "an exercise" : `a \`${cell.kind}\` block`} belongs in a section {${home[0]}}, not in {${cell.section}}`,
    );
  }
}
