import type { Cell } from "./code-cells.ts";

/** What a notebook answers to one exercise. */
export interface CellAnswer {
  /** A module: the cell with the missing imports in front and the exports behind. */
  readonly source: string;
}

/** Names imported by earlier cells that are looked at. */
const importLimit = 500;

/** Longer cells are nobody's answer to an exercise. */
const cellLimit = 50_000;

/**
 * Finds what a notebook answers to an exercise, the likeliest first: the last cell that its metadata marks
 * (`headgate.exercise`), then the cell whose value the last `check("slug", …)` would get, the nearest one that defines it.
 */
export function cellAnswers(
  cells: readonly Cell[],
  slug: string,
  exports: readonly string[],
): CellAnswer[] {
  const usable = cells.map((cell) =>
    cell.source.length > cellLimit ? { ...cell, source: "" } : cell,
  );
  const definesAll = ({ source }: Cell): boolean => exports.every((name) => defines(source, name));
  const isMarked = ({ exercise, role, source }: Cell): boolean =>
    exercise === slug && role !== "check" && source.trim() !== "";
  const marked = [
    lastIndex(usable, (cell) => isMarked(cell) && definesAll(cell)),
    lastIndex(usable, isMarked),
  ].find((index) => index !== -1);
  const found = [marked, checkedIndex(usable, slug, definesAll)].filter(
    (index) => index !== undefined,
  );
  return [...new Set(found)].map((index) => answerIn(usable, index, exports));
}

/** The cell that the last check of an exercise takes its value from. */
function checkedIndex(
  cells: readonly Cell[],
  slug: string,
  definesAll: (cell: Cell) => boolean,
): number | undefined {
  const escapedSlug = slug.replace(/[^\w-]/g, "\\$&");
  const call = new RegExp(`\\bcheck\\([ \\n]{0,20}["'\`](?:\\d{1,3}-)?${escapedSlug}["'\`]`);
  const checked = lastIndex(cells, ({ source }) => call.test(source));
  if (checked === -1) return undefined;
  const nearest = lastIndex(cells.slice(0, checked + 1), definesAll);
  if (nearest !== -1) return nearest;
  return checked === 0 ? undefined : checked - 1;
}

function answerIn(cells: readonly Cell[], index: number, exports: readonly string[]): CellAnswer {
  const cell = withoutChecks(cells[index]!.source);
  const earlier = cells.slice(0, index).map(({ source }) => source);
  const exported = exports.filter((name) => defines(cell, name));
  return {
    source: [...missingImports(cell, earlier), cell, exportLine(cell, exported)].join("\n"),
  };
}

function lastIndex(cells: readonly Cell[], fits: (cell: Cell) => boolean): number {
  for (let index = cells.length - 1; index >= 0; index--) if (fits(cells[index]!)) return index;
  return -1;
}

/** The call of `check` shows a learner the result; at grading it has nothing to do. */
function withoutChecks(source: string): string {
  return source.replace(/^[ \t]*await[ \t]+check\([^\n]{0,500}$/gm, "");
}

function defines(source: string, name: string): boolean {
  const word = name.replaceAll("$", "\\$");
  return (
    new RegExp(
      `^[ \\t]*(export[ \\t]+)?(async[ \\t]+)?(const|let|var|function\\*?|class|abstract[ \\t]+class)[ \\t]+${word}\\b`,
      "m",
    ).test(source) ||
    new RegExp(
      `^[ \\t]*(export[ \\t]+)?(const|let|var)[ \\t]+[\\[{][^=\\n]{0,200}\\b${word}\\b[^=\\n]{0,200}[\\]}][ \\t]*=`,
      "m",
    ).test(source)
  );
}

/** A cell sees what earlier cells imported: names that it uses and does not import itself. */
function missingImports(cell: string, earlier: readonly string[]): string[] {
  const own = new Set(namedImports(cell).map(({ local }) => local));
  const found = new Map<string, string>();
  const imports = earlier.flatMap(namedImports).slice(-importLimit);
  for (const { local, imported, from } of imports) {
    const isUsed = new RegExp(`(?<![\\w$.])${local.replaceAll("$", "\\$")}(?![\\w$])`).test(cell);
    if (own.has(local) || !isUsed || defines(cell, local)) continue;
    found.set(
      local,
      `import { ${imported === local ? local : `${imported} as ${local}`} } from ${JSON.stringify(from)};`,
    );
  }
  return [...found.values()];
}

function namedImports(source: string): { local: string; imported: string; from: string }[] {
  const statements = source.matchAll(
    /^[ \t]*import[ \t]+(type[ \t]+)?\{([^}]{0,1000})\}[ \t]*from[ \t]*["']([^"'\n]{1,100})["']/gm,
  );
  return [...statements].flatMap(([, , names = "", from = ""]) => {
    return names.split(",").flatMap((part) => {
      const [imported = "", local = imported] = part
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s+as\s+/);
      return /^[\w$]+$/.test(imported) && /^[\w$]+$/.test(local) ? [{ local, imported, from }] : [];
    });
  });
}

function exportLine(cell: string, names: readonly string[]): string {
  const unexported = names.filter(
    (name) =>
      !new RegExp(
        `^[ \\t]*export[ \\t][^\\n]{0,300}\\b${name.replaceAll("$", "\\$")}\\b`,
        "m",
      ).test(cell),
  );
  return unexported.length > 0 ? `export { ${unexported.join(", ")} };` : "";
}
