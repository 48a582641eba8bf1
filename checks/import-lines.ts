/** One import or re-export, as its line tells it. */
export interface ImportLine {
  /** What it imports from, as written. */
  readonly from: string;
  /** `import type …` or `export type …`: nothing of it is there when the code runs. */
  readonly isType: boolean;
}

const line =
  /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w*{][^;"']*?\sfrom\s+)?"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"\s*\)/gm;

/** The imports of a module, in order; `import("…")` is one too. */
export function importLines(text: string): ImportLine[] {
  return [...text.matchAll(line)].map(([, type, from, dynamic]) => ({
    from: from ?? dynamic ?? "",
    isType: type !== undefined,
  }));
}
