import { transform } from "esbuild";
import { exportLine, missingImports } from "./cell-answer.ts";

/** How a cell imports an earlier one, by its place. */
export const earlierCell: RegExp = /^headgate:cell\/(\d{1,6})$/;

/** Takes from earlier cells what a cell uses and does not define, each name from the nearest that defines it. */
export async function withEarlierNames(cell: string, earlier: readonly string[]): Promise<string> {
  const places = new Map<string, number>();
  for (const [place, source] of earlier.entries()) {
    for (const name of namesDefinedIn(source)) places.set(name, place);
  }
  const used = await freeNames(cell, [...places.keys()]);
  const lines = used.map((name) => {
    const place = places.get(name)!;
    return `import * as headgateCell_${name} from "headgate:cell/${place}"; let { ${name} } = headgateCell_${name};`;
  });
  // On one line with the cell, so that the lines of the cell keep their numbers.
  return [...lines, cell].join(" ");
}

/** An earlier cell as a module that exports all it defines. */
export async function earlierModule(earlier: readonly string[], place: number): Promise<string> {
  const cell = earlier[place] ?? "";
  const before = earlier.slice(0, place);
  const linked = await withEarlierNames([...missingImports(cell, before), cell].join("\n"), before);
  return `${linked}\n${exportLine(cell, namesDefinedIn(cell))}`;
}

/** What stands at the beginning of a line; a name further in belongs to a function. */
function namesDefinedIn(cell: string): string[] {
  const single = cell.matchAll(
    /^(?:export[ \t]+)?(?:async[ \t]+)?(?:const|let|var|function\*?|(?:abstract[ \t]+)?class|enum)[ \t]+([\w$]+)/gm,
  );
  const several = cell.matchAll(
    /^(?:export[ \t]+)?(?:const|let|var)[ \t]+[[{]([\w$ \t,:]{1,300})[\]}]/gm,
  );
  const parts = [...several].flatMap(([, names = ""]) => names.split(","));
  const local = parts.map((part) => part.split(":").at(-1)!.trim()).filter((name) => name !== "");
  return [...new Set([...[...single].map(([, name]) => name!), ...local])];
}

/** Those of some names that a cell uses without defining them: a compiler replaces no others. */
async function freeNames(cell: string, names: readonly string[]): Promise<string[]> {
  const marks = names.map((name, index) => [name, `headgateFree${index}_`] as const);
  try {
    const define = Object.fromEntries(marks);
    const options = { loader: "ts", define, logLevel: "silent", tsconfigRaw: {} } as const;
    const { code } = await transform(cell, options);
    return marks.flatMap(([name, mark]) => (code.includes(mark) ? [name] : []));
  } catch {
    // It does not compile, which the build of the answer tells.
    return [];
  }
}
