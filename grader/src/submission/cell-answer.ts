import type { Cell } from "./code-cells.ts";

/** What a notebook answers to one exercise. */
export interface CellAnswer {
  /** A module: the cell with the missing imports in front and the exports behind. */
  readonly source: string;
  /** The cell alone. */
  readonly own: string;
  /** The cells before it, whose names it may use. */
  readonly earlier: readonly string[];
}

/** Names imported by earlier cells that are looked at. */
const importLimit = 500;

/**
 * Finds what a notebook answers to an exercise, the likeliest first: the last cell that its metadata marks
 * (`headgate.exercise`), then the cell whose value the last `check("slug", …)` would get, the nearest one that defines it.
 */
export function cellAnswers(
  cells: readonly Cell[],
  slug: string,
  exports: readonly string[],
): CellAnswer[] {
  const definesAll = ({ source }: Cell): boolean =>
    exports.every((name) => defines(source, name) || assigns(source, name));
  const isMarked = ({ exercise, role, source }: Cell): boolean =>
    exercise === slug && role !== "check" && source.trim() !== "";
  const marked = [
    lastIndex(cells, (cell) => isMarked(cell) && definesAll(cell)),
    lastIndex(cells, isMarked),
  ].find((index) => index !== -1);
  const found = [marked, checkedIndex(cells, slug, definesAll)].filter(
    (index) => index !== undefined,
  );
  return [...new Set(found)].map((index) => answerIn(cells, index, exports));
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
  const cell = cells[index]!.source;
  const earlier = cells.slice(0, index).map(({ source }) => source);
  const exported = exports.filter((name) => defines(cell, name) || assigns(cell, name));
  // An earlier cell, or nobody, declared what this one only assigns.
  const assigned = exported.filter((name) => !defines(cell, name));
  const declared = assigned.map((name) => `let ${name};`);
  const lines = [...missingImports(cell, earlier), ...declared, cell, exportLine(cell, exported)];
  return { source: lines.join("\n"), own: cell, earlier };
}

function lastIndex(cells: readonly Cell[], fits: (cell: Cell) => boolean): number {
  for (let index = cells.length - 1; index >= 0; index--) if (fits(cells[index]!)) return index;
  return -1;
}

function assigns(source: string, name: string): boolean {
  return new RegExp(`^${name.replaceAll("$", "\\$")}[ \\t]*=(?![=>])`, "m").test(source);
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
export function missingImports(cell: string, earlier: readonly string[]): string[] {
  const own = new Set(importsIn(cell).map(({ local }) => local));
  const found = new Map<string, string>();
  const imports = earlier.flatMap(importsIn).slice(-importLimit);
  // The cell below, which checks this one, imports `check`; who ran it can call `check` above it too.
  if (!earlier.some((source) => defines(source, "check"))) imports.unshift(checkImport);
  for (const { local, statement } of imports) {
    const isUsed = new RegExp(`(?<![\\w$.])${local.replaceAll("$", "\\$")}(?![\\w$])`).test(cell);
    if (own.has(local) || !isUsed || defines(cell, local)) continue;
    found.set(local, statement);
  }
  return [...found.values()];
}

interface Import {
  readonly local: string;
  /** Imports this name alone. */
  readonly statement: string;
}

const checkImport: Import = {
  local: "check",
  statement: 'import { check } from "@headgate/check";',
};

function importsIn(source: string): Import[] {
  const statements = source.matchAll(
    /^[ \t]*import[ \t]+(?:type[ \t]+)?(?:([\w$]+)[ \t]*,?[ \t]*)?(?:\*[ \t]*as[ \t]+([\w$]+)[ \t]*|\{([^}]{0,1000})\}[ \t]*)?from[ \t]*["']([^"'\n]{1,100})["']/gm,
  );
  return [...statements].flatMap(([, whole, star, names = "", path = ""]) => {
    const from = `from ${JSON.stringify(path)};`;
    const named = names.split(",").flatMap((part) => {
      const [imported = "", local = imported] = part
        .trim()
        .replace(/^type\s+/, "")
        .split(/\s+as\s+/);
      if (!/^[\w$]+$/.test(imported) || !/^[\w$]+$/.test(local)) return [];
      const what = imported === local ? local : `${imported} as ${local}`;
      return [{ local, statement: `import { ${what} } ${from}` }];
    });
    if (whole) named.push({ local: whole, statement: `import ${whole} ${from}` });
    if (star) named.push({ local: star, statement: `import * as ${star} ${from}` });
    return named;
  });
}

/** Exports names of a cell that it does not export itself. */
export function exportLine(cell: string, names: readonly string[]): string {
  const unexported = names.filter(
    (name) =>
      !new RegExp(
        `^[ \\t]*export[ \\t][^\\n]{0,300}\\b${name.replaceAll("$", "\\$")}\\b`,
        "m",
      ).test(cell),
  );
  return unexported.length > 0 ? `export { ${unexported.join(", ")} };` : "";
}
