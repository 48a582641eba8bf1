// What tslab cannot do, found in a cell's syntax tree by the compiler that tslab itself uses. The page's runner deletes
// enums and namespaces silently, so they are refused too.
import ts from "@tslab/typescript-for-tslab";

/** A fault in a cell; `line` counts from 0 in the cell's code. */
export interface CellFault {
  readonly line: number;
  readonly sentence: string;
}

export const cellLinesMax = 15;

/** Checks one cell of a chapter; `earlier` holds the names that the cells before it declare. */
export function checkCellSyntax(
  code: string,
  earlier: ReadonlySet<string> = new Set(),
): CellFault[] {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
  const faults: CellFault[] = [];
  const fault = (node: ts.Node, sentence: string): void => {
    faults.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line, sentence });
  };
  const lineCount = code.split("\n").length;
  if (lineCount > cellLinesMax) {
    faults.push({
      line: 0,
      sentence: `a cell has at most ${cellLinesMax} lines, this one has ${lineCount}`,
    });
  }
  for (const statement of file.statements) checkStatement(statement, fault);
  checkAwaits(file, fault);
  checkShorthands(file, earlier, fault);
  if (earlier.size > 0) checkRenamings(file, fault);
  return faults;
}

/** The names that a cell declares for the cells after it, imports among them. */
export function declaredNames(code: string): string[] {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
  const names: string[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    if (isDeclared(node)) names.push(node.text);
    // A function, class or block keeps what is declared in it.
    if (depth > 0 && (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isBlock(node))) return;
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  for (const statement of file.statements) {
    if (
      (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
      statement.name !== undefined
    ) {
      names.push(statement.name.text);
    } else if (ts.isVariableStatement(statement) || ts.isImportDeclaration(statement)) {
      visit(statement, 0);
    }
  }
  return names;
}

function isDeclared(node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent))
    return parent.name === node;
  if (ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent))
    return parent.name === node;
  return ts.isImportSpecifier(parent)
    ? parent.name === node
    : ts.isNamespaceImport(parent) || ts.isImportClause(parent);
}

/** tslab rewrites the names of earlier cells, but not where one stands as a shorthand: `{ seen }` finds no `seen`. */
function checkShorthands(file: ts.SourceFile, earlier: ReadonlySet<string>, fault: Fault): void {
  const own = new Set<string>();
  const shorthands: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (isDeclared(node)) own.add(node.text);
    if (ts.isShorthandPropertyAssignment(node)) shorthands.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const name of shorthands) {
    const { text } = name;
    if (earlier.has(text) && !own.has(text)) {
      fault(
        name,
        `tslab does not find \`${text}\` of an earlier cell in a shorthand: write \`${text}: ${text}\``,
      );
    }
  }
}

/**
 * Where a declaration takes an object apart and renames a property, tslab treats the property's name as a variable if an
 * earlier cell made it. Only types tell who made it, so all are refused; a parameter without a default keeps its name.
 */
function checkRenamings(file: ts.SourceFile, fault: Fault): void {
  const visit = (node: ts.Node): void => {
    if (ts.isParameter(node) && node.initializer === undefined) return;
    if (ts.isBindingElement(node) && node.propertyName && ts.isIdentifier(node.propertyName)) {
      const { text } = node.propertyName;
      const name = ts.isIdentifier(node.name) ? node.name.text : "…";
      fault(
        node,
        `tslab fails where \`{ ${text}: ${name} }\` takes a property that an earlier cell made: take it with \`.${text}\`, or keep its name`,
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

type Fault = (node: ts.Node, sentence: string) => void;

function checkStatement(statement: ts.Statement, fault: Fault): void {
  const exported =
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (exported || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) {
    fault(statement, "a cell cannot `export`: what it declares is there in every later cell");
  }
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const from = statement.moduleSpecifier.text;
    if (from.startsWith("."))
      fault(statement, `a cell cannot import the file \`${from}\`: it imports packages only`);
  }
  if (ts.isEnumDeclaration(statement))
    fault(statement, "a cell cannot declare an `enum`: write a union of strings");
  if (ts.isModuleDeclaration(statement)) fault(statement, "a cell cannot declare a `namespace`");
}

/** tslab takes a cell for asynchronous only when it sees a plain `await` of its own. */
function checkAwaits(file: ts.SourceFile, fault: Fault): void {
  let plain = 0;
  let loop: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) loop ??= node;
    const sign = misread(node);
    if (sign !== undefined)
      fault(node, `tslab misreads \`await ${sign}\`: put the value in a variable and await that`);
    else if (ts.isAwaitExpression(node)) plain += 1;
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (loop !== undefined && plain === 0) {
    fault(
      loop,
      "tslab does not run a cell whose only top-level `await` is a `for await`: put the loop in an async function and await its call",
    );
  }
}

/** The sign behind `await` that makes the compiler take `await` for a name: it calls it, indexes it or tags with it. */
function misread(node: ts.Node): string | undefined {
  if (ts.isAwaitExpression(node)) return /^[([`]/.exec(node.expression.getText())?.[0];
  if (ts.isCallExpression(node) && isAwait(node.expression)) return "(";
  if (ts.isElementAccessExpression(node) && isAwait(node.expression)) return "[";
  if (ts.isTaggedTemplateExpression(node) && isAwait(node.tag)) return "`";
  return undefined;
}

function isAwait(node: ts.Node): boolean {
  return node.getText() === "await";
}
