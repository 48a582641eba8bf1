import { type AnyNode, parse, type Program } from "acorn";
import { transform } from "sucrase";
import { CellError } from "./cell-error.ts";
import { analyzeScopes, type Reference, type Scopes } from "./scope.ts";
import { TextEdits } from "./text-edits.ts";

/** A cell as the page's worker runs it: the source of an async function, with the lines of the original. */
export interface CompiledCell {
  /** `(async function (__session, __cell, console) {…})`; its line n is the cell's line n. */
  readonly code: string;
  /** The names that it declares for the cells below. */
  readonly declares: readonly string[];
  /** The names that it takes from elsewhere: an earlier cell's, or the language's own. */
  readonly needs: readonly Need[];
  /** The modules that it imports by name, to be loaded before its time starts. */
  readonly imports: readonly string[];
}

export interface Need {
  readonly name: string;
  /** Of the first use, from 1. */
  readonly line: number;
  /** Whether the name is read from the session, because an earlier cell declares it. */
  readonly session: boolean;
}

/**
 * Compiles the TypeScript of one cell. `session` holds the names that earlier cells declared.
 *
 * Top-level names stay local to the cell and are handed to the session by accessors, as tslab hands them over:
 * a function of an earlier cell goes on seeing the names it was written with, also when a later cell declares
 * one of them again.
 */
export function compileCell(source: string, session: ReadonlySet<string>): CompiledCell {
  const script = stripTypes(source);
  const program = parseScript(script);
  refuseExports(program);
  const scopes = analyzeScopes(program);
  // From the outside in, as TextEdits wants it.
  const edits = new TextEdits(script);
  keepLastValue(edits, program);
  rewriteImports(edits, program, scopes, script);
  for (const node of scopes.resumptions) markResumption(edits, node, program);
  for (const reference of scopes.free) {
    if (session.has(reference.name)) readFromSession(edits, reference);
  }
  const head = `(async function (__session, __cell, console) {{${definitions(scopes)}`;
  return {
    code: `${head}${edits.apply()}\n}})`,
    declares: [...scopes.declared.keys()],
    needs: needsOf(scopes.free, session, script),
    imports: program.body.flatMap((node) => {
      return node.type === "ImportDeclaration" ? [String(node.source.value)] : [];
    }),
  };
}

function stripTypes(source: string): string {
  let code: string;
  try {
    code = transform(source, {
      transforms: ["typescript"],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    throw syntaxError(error);
  }
  refuseNamespaces(source, code);
  return code;
}

/** The transform drops namespaces without a word: a line that began one and is gone from the result. */
function refuseNamespaces(source: string, code: string): void {
  const result = code.split("\n");
  for (const [at, text] of source.split("\n").entries()) {
    const begins = /^\s*(?:export\s+)?(?:namespace|module)\s+[\w$.]+\s*\{/.test(text);
    if (begins && !/\b(?:namespace|module)\b/.test(result[at] ?? "")) {
      throw new CellError("A cell cannot declare a `namespace`: use an object or a class.", at + 1);
    }
  }
}

function parseScript(script: string): Program {
  try {
    return parse(script, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
      locations: true,
    });
  } catch (error) {
    throw syntaxError(error);
  }
}

function syntaxError(error: unknown): CellError {
  const message = error instanceof Error ? error.message : String(error);
  const place = /\((\d+):\d+\)/.exec(message);
  const text = message.replace(/^Error transforming [^:]*: /, "").replace(/ ?\(\d+:\d+\).*$/s, "");
  return new CellError(`SyntaxError: ${text}`, place === null ? undefined : Number(place[1]));
}

function refuseExports(program: Program): void {
  for (const node of program.body) {
    if (!node.type.startsWith("Export")) continue;
    const line = node.loc?.start.line;
    throw new CellError("A cell cannot `export`: the cells below see its names anyway.", line);
  }
}

function readFromSession(edits: TextEdits, { name, start, shorthand }: Reference): void {
  edits.open(start, shorthand ? `${name}: __session.` : "__session.");
}

/** Has running told which cell it is in wherever the cell goes on after a pause, for its late output. */
function markResumption(edits: TextEdits, node: AnyNode, program: Program): void {
  if (node.type === "AwaitExpression") {
    edits.open(node.start, "__cell.resume(");
    edits.close(node.end, ")");
  } else if (node.type === "TryStatement") {
    for (const block of [node.handler?.body, node.finalizer]) {
      if (block) edits.open(block.start + 1, "__cell.resume();");
    }
  } else if (node.type === "ForOfStatement") {
    const isBlock = node.body.type === "BlockStatement";
    edits.open(node.body.start + (isBlock ? 1 : 0), `${isBlock ? "" : "{"}__cell.resume();`);
    const after = (program.body as AnyNode[]).includes(node) ? ";__cell.resume();" : "";
    edits.close(node.body.end, `${isBlock ? "" : "}"}${after}`);
  }
}

function rewriteImports(edits: TextEdits, program: Program, scopes: Scopes, script: string): void {
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const names: string[] = [];
    let target = "";
    const checked: string[] = [];
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      if (specifier.type === "ImportNamespaceSpecifier") {
        target = local;
        continue;
      }
      const imported =
        specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "default";
      names.push(imported === local ? local : `${imported}: ${local}`);
      if (scopes.used.has(local)) checked.push(imported);
    }
    if (names.length > 0) target = `{ ${names.join(", ")} }`;
    const from = JSON.stringify(node.source.value);
    const load = `__cell.resume(await __cell.load(${from}, ${JSON.stringify(checked)}));`;
    const breaks = "\n".repeat(script.slice(node.start, node.end).split("\n").length - 1);
    edits.replace(
      node.start,
      node.end,
      `${target === "" ? "" : `const ${target} = `}${load}${breaks}`,
    );
  }
  for (const [start, end] of dynamicImports(script, program))
    edits.replace(start, end, "__cell.load");
}

function nameOf(node: AnyNode): string {
  return node.type === "Identifier" ? node.name : String((node as { value?: unknown }).value);
}

function dynamicImports(script: string, program: Program): [number, number][] {
  const found: [number, number][] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== "object" || value === null) return;
    const node = value as AnyNode;
    if (node.type === "ImportExpression") {
      found.push([node.start, script.indexOf("(", node.start)]);
    }
    Object.values(node).forEach(visit);
  };
  visit(program.body);
  return found;
}

/** The value of the last statement, where that is an expression, is what the cell displays. */
function keepLastValue(edits: TextEdits, program: Program): void {
  // Types that were taken out may have left a lone semicolon behind.
  const last = program.body.filter((node) => node.type !== "EmptyStatement").at(-1);
  if (last?.type !== "ExpressionStatement") return;
  edits.open(last.expression.start, "__cell.last = (");
  edits.close(last.expression.end, ")");
}

function definitions(scopes: Scopes): string {
  if (scopes.declared.size === 0) return "";
  const accessors = [...scopes.declared].map(([name, kind]) => {
    const write = kind === "variable" ? `, (_) => { ${name} = _; }` : "";
    return `${name}: [() => ${name}${write}]`;
  });
  return `__cell.define({ ${accessors.join(", ")} });`;
}

function needsOf(
  free: readonly Reference[],
  session: ReadonlySet<string>,
  script: string,
): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { name, start, guarded } of free) {
    if (needs.has(name) || (guarded && !session.has(name))) continue;
    const line = script.slice(0, start).split("\n").length;
    needs.set(name, { name, line, session: session.has(name) });
  }
  return [...needs.values()];
}
