import { parse, type AnyNode } from "acorn";
import { transform as minified } from "esbuild";
import { transform } from "sucrase";
import { editsAt, type Edit, type MutationKind } from "./mutation-operators.ts";

/** A solution with one small mistake in it, such as somebody might make. */
export interface Mutant {
  /** The whole program, without its types. */
  readonly code: string;
  /** Where the change is, from 1 up. */
  readonly line: number;
  /** That line of the solution as it stands, without the white space around it. */
  readonly lineText: string;
  /** "`a < b` becomes `a <= b`" */
  readonly change: string;
  readonly kind: MutationKind;
}

/**
 * All programs that differ from this one by one small change, from top to bottom. Those that a minifier cannot tell from it, or from
 * one another, are left out. Throws what the compilers throw when `text` is no TypeScript.
 */
export async function mutantsOf(text: string): Promise<Mutant[]> {
  const { code } = transform(text, { transforms: ["typescript"], disableESTransforms: true });
  const lines = text.split("\n");
  const seen = new Set([await fingerprint(code)]);
  const mutants: Mutant[] = [];
  for (const { edit, context } of placesIn(code)) {
    const changed = applied(code, edit, 0);
    const print = await fingerprint(changed).catch(() => undefined);
    if (print === undefined || seen.has(print)) continue;
    seen.add(print);
    const line = code.slice(0, edit.start).split("\n").length;
    const lineText = (lines[line - 1] ?? "").trim();
    mutants.push({
      code: changed,
      line,
      lineText,
      change: told(code, edit, context),
      kind: edit.kind,
    });
  }
  return mutants;
}

/** As many of them as may be tried, spread evenly from top to bottom. */
export function spread(mutants: readonly Mutant[], most: number): Mutant[] {
  if (mutants.length <= most) return [...mutants];
  return Array.from(
    { length: most },
    (_, index) => mutants[Math.floor((index * mutants.length) / most)]!,
  );
}

interface Place {
  readonly edit: Edit;
  /** What is shown around the change. */
  readonly context: AnyNode;
}

/** Around a change more than so many characters are too many to read. */
const contextLength = 60;

function placesIn(code: string): Place[] {
  const places: Place[] = [];
  const visit = (node: AnyNode, parent: AnyNode | undefined): void => {
    const isShort = parent !== undefined && isOneLine(code.slice(parent.start, parent.end));
    const context = isShort ? parent : node;
    for (const edit of editsAt(node, parent, code)) {
      // A statement needs nobody around it.
      const isWhole = node.type.endsWith("Statement");
      places.push({ edit, context: isWhole ? node : context });
    }
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(parse(code, { ecmaVersion: "latest", sourceType: "module" }), undefined);
  return places.sort((a, b) => a.edit.start - b.edit.start);
}

function isOneLine(text: string): boolean {
  return text.length <= contextLength && !text.includes("\n");
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flat()
    .filter((it): it is AnyNode => typeof it === "object" && it !== null && "type" in it);
}

function applied(code: string, { start, end, text }: Edit, offset: number): string {
  return code.slice(0, start - offset) + text + code.slice(end - offset);
}

/** What a minifier leaves of a program: two that have it in common do the same. */
async function fingerprint(code: string): Promise<string> {
  return (await minified(code, { loader: "js", minify: true, logLevel: "silent" })).code;
}

function told(code: string, edit: Edit, { start, end }: AnyNode): string {
  if (edit.text === ";") return `\`${shortened(code.slice(edit.start, edit.end))}\` is removed`;
  const from = Math.min(start, edit.start);
  const before = code.slice(from, Math.max(end, edit.end));
  const [was, is] = contrasted(before, applied(before, edit, from));
  return `\`${was}\` becomes \`${is}\``;
}

function shortened(text: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  return flat.length <= contextLength ? flat : `${flat.slice(0, contextLength)}…`;
}

/** Two texts that differ in one place, with a little of what they share around it. */
function contrasted(before: string, after: string): [string, string] {
  const texts = [before, after].map((text) => text.replace(/\s+/g, " ").trim());
  const [a = "", b = ""] = texts;
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const around = contextLength / 2;
  const [first, last] = [Math.max(0, head - around), Math.max(0, tail - around)];
  const cut = (text: string): string =>
    shortened(
      (first > 0 ? "…" : "") + text.slice(first, text.length - last) + (last > 0 ? "…" : ""),
    );
  return [cut(a), cut(b)];
}
