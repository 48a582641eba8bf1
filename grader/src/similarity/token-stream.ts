import { createContext, Script } from "node:vm";
import { type Node, parse, type Token as AcornToken, tokTypes } from "acorn";
import { transform } from "sucrase";

/** One token of an answer, reduced to what no renaming, comment, type or layout changes. */
export interface StreamToken {
  readonly kind: string;
  /** The line in the answer as it was handed in, from 1. */
  readonly line: number;
}

/** Longer answers are compared by their beginning: more is no exercise's answer, but a table or an attack. */
export const mostTokens = 4_000;

/**
 * An answer as a stream of normalised tokens: types, comments, imports, semicolons and trailing commas are gone, every
 * name of the author's is the same token, literals go by their kind. The names of what the language brings along
 * (`push`, `Math`) stay, for nobody can rename them. What does not parse is cut into words and signs instead.
 */
export function tokenStream(text: string): StreamToken[] {
  const code = linesOf(text).join("\n");
  try {
    return inTime(() => parsedTokens(code)).slice(0, mostTokens);
  } catch {
    return wordsAndSigns(code).slice(0, mostTokens);
  }
}

const parseLimitMs = 1000;
const room = createContext({ work: undefined as unknown });
const run = new Script("work()");

/** Parsers of TypeScript go back and try again, and a short text can be written to make them do so for hours. */
function inTime<Result>(work: () => Result): Result {
  room["work"] = work;
  return run.runInContext(room, { timeout: parseLimitMs }) as Result;
}

/** The lines of an answer, by every sign that ends one, as the tokens count them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|[\n\u2028\u2029]/);
}

function parsedTokens(text: string): StreamToken[] {
  // It takes types away and leaves every line where it was.
  const { code } = transform(text, {
    transforms: ["typescript"],
    disableESTransforms: true,
    keepUnusedImports: true,
  });
  const tokens: AcornToken[] = [];
  const { body } = parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    locations: true,
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowHashBang: true,
    onToken: (token) => void tokens.push(token),
  });
  const isImported = outsideOf(body.filter(({ type }) => type === "ImportDeclaration"));
  const stream: StreamToken[] = [];
  let before = "";
  for (const token of tokens) {
    if (isImported(token.start)) continue;
    const kind = kindOf(token, before);
    if (isTrailing(before, kind)) stream.pop();
    before = kind;
    if (kind !== "" && kind !== ";") stream.push({ kind, line: token.loc!.start.line });
  }
  return stream;
}

/** Whether a place lies within one of these nodes, asked in the order of the text. */
function outsideOf(nodes: readonly Node[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while (next < nodes.length && nodes[next]!.end <= at) next += 1;
    return next < nodes.length && nodes[next]!.start <= at;
  };
}

function kindOf({ type, value }: AcornToken & { value?: unknown }, before: string): string {
  const { label, keyword } = type;
  if (keyword !== undefined) return keywordKind(keyword, value);
  if (label === "name") return nameKind(String(value), before);
  if (label === "num") return "0";
  if (label === "string" || label === "template" || label === "invalidTemplate") return "text";
  if (label === "regexp") return "regexp";
  if (label === "eof") return "";
  return typeof value === "string" ? value : label;
}

/** `export` says where an answer is used and not how it works; which word declares a name is a habit. */
function keywordKind(keyword: string, value: unknown = keyword): string {
  if (keyword === "export") return "";
  return keyword === "const" || keyword === "var" ? "let" : String(value);
}

/** A comma before a bracket is layout. */
function isTrailing(before: string, kind: string): boolean {
  return before === "," && (kind === ")" || kind === "]" || kind === "}");
}

const contextual = new Set(["let", "async", "await", "of", "get", "set", "static", "yield"]);
const keywords = new Set(Object.values(tokTypes).map(({ keyword }) => keyword));
const globals = new Set(Object.getOwnPropertyNames(globalThis));
const members = new Set(
  [Array, String, Map, Set, Promise, Object, Number, Symbol, Math, JSON, Reflect, generator()]
    .flatMap((one) => [one, (one as { prototype?: object }).prototype ?? one])
    .flatMap((one) => Object.getOwnPropertyNames(one)),
);

/** What generators inherit: `next`, `return`, `throw`. */
function generator(): object {
  return Object.getPrototypeOf(function* () {}).prototype as object;
}

function nameKind(name: string, before: string): string {
  if (contextual.has(name)) return name;
  const isKnown = before === "." || before === "?." ? members.has(name) : globals.has(name);
  return isKnown ? `the ${name}` : "name";
}

function wordKind(word: string, before: string): string {
  return keywords.has(word) ? keywordKind(word) : nameKind(word, before);
}

/** What does not parse has no types to take away: comments go, names and literals are told by their look. */
function wordsAndSigns(text: string): StreamToken[] {
  const stream: StreamToken[] = [];
  let line = 1;
  let before = "";
  const pattern =
    /(\n)|[^\S\n]+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?)|(\d[\w.]*)|([\p{L}_$][\p{L}\p{N}_$]*)|(=>|\.\.\.|[!=]==?|&&|\|\||\?\?|\?\.|\+\+|--|[^\s])/gu;
  for (const [whole, , literal, number, word, sign] of text.matchAll(pattern)) {
    let kind = sign ?? "";
    if (literal !== undefined) kind = "text";
    else if (number !== undefined) kind = "0";
    else if (word !== undefined) kind = wordKind(word, before);
    if (kind !== "" && kind !== ";") stream.push({ kind, line });
    if (kind !== "") before = kind;
    line += whole.split("\n").length - 1;
    if (stream.length >= mostTokens) break;
  }
  return stream;
}
