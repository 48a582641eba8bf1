// All cells of a chapter as one module, for a compiler that knows no cells. Each cell stands in a block within the block of the
// cell before, so that it sees what was declared and may declare it again; imports go to the top, each name once.
import ts from "@tslab/typescript-for-tslab";
import type { RunnableCode } from "./runnable-code.ts";

/** Where a line of the module comes from. */
export interface Origin {
  readonly path: string;
  readonly line: number;
}

export interface CellModule {
  readonly text: string;
  /** For each line of the text, from 0. */
  readonly origins: readonly (Origin | undefined)[];
}

/** Writes the module. */
export function cellModule(cells: readonly RunnableCode[]): CellModule {
  const imports = new Map<string, Origin>();
  const body: (readonly [string, Origin | undefined])[] = [];
  for (const { code, path, line } of cells) {
    const lines = withoutImports(code, (text, at) => {
      if (!imports.has(text)) imports.set(text, { path, line: line + at });
    }).split("\n");
    body.push(
      ["{", undefined],
      ...lines.map((text, index) => [text, { path, line: line + index }] as const),
    );
  }
  const head: (readonly [string, Origin | undefined])[] = [["export {};", undefined], ...imports];
  const all = [...head, ...body, ["}".repeat(cells.length), undefined] as const];
  return { text: all.map(([text]) => text).join("\n"), origins: all.map(([, origin]) => origin) };
}

/** Blanks out the imports of a cell, and hands out one import for each name. */
function withoutImports(code: string, found: (text: string, line: number) => void): string {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
  let rest = code;
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const [start, end] = [statement.getStart(), statement.getEnd()];
    const { line } = file.getLineAndCharacterOfPosition(start);
    for (const text of singleImports(statement)) found(text, line);
    rest = rest.slice(0, start) + rest.slice(start, end).replace(/[^\n]/g, " ") + rest.slice(end);
  }
  return rest;
}

function singleImports(statement: ts.ImportDeclaration): string[] {
  const from = statement.moduleSpecifier.getText();
  const clause = statement.importClause;
  const named = clause?.namedBindings;
  if (clause === undefined || named === undefined || !ts.isNamedImports(named))
    return [statement.getText()];
  // Types need no mark here: the module is never run.
  const names = named.elements.map(
    (each) => `import { ${each.getText().replace(/^type\s+/, "")} } from ${from};`,
  );
  return clause.name === undefined ? names : [`import ${clause.name.text} from ${from};`, ...names];
}
