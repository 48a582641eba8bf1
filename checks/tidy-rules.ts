import { parse } from "acorn";
import { transform } from "sucrase";
import type { RepositoryFile } from "./repository-files.ts";

/** A rule of the house: answers each place of a file that breaks it, or nothing. */
export type TidyRule = (file: RepositoryFile) => string[];

const isCode = (path: string): boolean => /\.(ts|mjs|js)$/.test(path);
const lineCount = (text: string): number => text.trimEnd().split("\n").length;
const isTest = (path: string): boolean => /\.test(-d)?\.ts$/.test(path);

/** Code, but for data that is written as such: no file over 400 lines. */
export const fileLength: TidyRule = ({ path, text }) => {
  const lines = lineCount(text);
  return /\.(ts|mjs|js|css|py)$/.test(path) && lines > 400 ? [`${path}: ${lines} lines`] : [];
};

interface Node {
  readonly type: string;
  readonly loc: {
    readonly start: { readonly line: number };
    readonly end: { readonly line: number };
  };
}

/** A tree of code whose types are blanked out, so that its lines are the file's. */
function treeOf(text: string): Node {
  const { code } = transform(text, {
    transforms: ["typescript"],
    disableESTransforms: true,
    keepUnusedImports: true,
  });
  return parse(code, {
    ecmaVersion: "latest",
    sourceType: "module",
    locations: true,
    allowAwaitOutsideFunction: true,
    allowHashBang: true,
  }) as unknown as Node;
}

/** Every function of a tree, and what it is handed to, if it is an argument of a call. */
function functionsOf(tree: Node): { readonly node: Node; readonly handedTo: string }[] {
  const found: { node: Node; handedTo: string }[] = [];
  const visit = (value: unknown, handedTo: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, handedTo);
    if (typeof value !== "object" || value === null || !("type" in value)) return;
    const node = value as Node & Record<string, unknown>;
    if (/Function/.test(node.type)) found.push({ node, handedTo });
    for (const [key, child] of Object.entries(node)) {
      if (key === "loc") continue;
      visit(child, key === "arguments" ? calleeName(node["callee"]) : "");
    }
  };
  visit(tree, "");
  return found;
}

function calleeName(callee: unknown): string {
  const node = callee as {
    type?: string;
    name?: string;
    object?: unknown;
    callee?: unknown;
    tag?: unknown;
  };
  return node?.name ?? calleeNameOfParts(node);
}

/** `test.each(rows)` and `` test.each`…` `` are calls of `test` all the same. */
function calleeNameOfParts(node: { object?: unknown; callee?: unknown; tag?: unknown }): string {
  const part = node?.object ?? node?.callee ?? node?.tag;
  return part === undefined ? "" : calleeName(part);
}

/** No function over 70 lines; what `describe` is handed is a chapter of tests and no function. */
export const functionLength: TidyRule = ({ path, text }) => {
  if (!isCode(path) || lineCount(text) <= 70) return [];
  return functionsOf(treeOf(text)).flatMap(({ node, handedTo }) => {
    const { start, end } = node.loc;
    const lines = end.line - start.line + 1;
    if (lines <= 70 || handedTo === "describe") return [];
    return [`${path}:${start.line}: a function of ${lines} lines`];
  });
};

/** No test of the library over 40 lines. */
export const testLength: TidyRule = ({ path, text }) => {
  if (!isTest(path) || !path.startsWith("lib/src/")) return [];
  return functionsOf(treeOf(text)).flatMap(({ node, handedTo }) => {
    const { start, end } = node.loc;
    const lines = end.line - start.line + 1;
    return handedTo === "test" && lines > 40
      ? [`${path}:${start.line}: a test of ${lines} lines`]
      : [];
  });
};

/** Where the library prints: what no callback hears of, and figures where there is no page. */
const printing = ["lib/src/system-options.ts", "lib/src/show/display.ts"];

/** The library prints in the places made for it only. */
export const noConsole: TidyRule = ({ path, text }) => {
  const isWatched = path.startsWith("lib/src/") && !isTest(path) && !printing.includes(path);
  if (!isWatched || !path.endsWith(".ts")) return [];
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return /\bconsole\b/.test(code) ? [`${path}: console`] : [];
};

/** A module's exports have names; a tool's own config file is what that tool asks for. */
export const noDefaultExport: TidyRule = ({ path, text }) =>
  isCode(path) && !/(^|\/)[\w.-]+\.config\.(ts|mjs)$/.test(path) && /^export default\b/m.test(text)
    ? [`${path}: a default export`]
    : [];

/** No test is left out, and none runs alone. */
export const noneLeftOut: TidyRule = ({ path, text }) => {
  if (!isCode(path)) return [];
  const marks = text.match(
    /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:only|skip|todo|skipIf|runIf)\b|\bFIXME\b/g,
  );
  return (marks ?? []).map((mark) => `${path}: ${mark}`);
};

/** No path of somebody's machine. */
export const noMachinePath: TidyRule = ({ path, text }) => {
  const found = text.match(/(?<![\w.$})~-])\/(?:work|root|home|Users|tmp|var\/tmp)\/[\w.-]+/g);
  return (found ?? []).map((machinePath) => `${path}: ${machinePath}`);
};

/** A page has one title: in its front matter, or as its one `#` heading. */
export const oneTitle: TidyRule = ({ path, text }) => {
  if (!path.endsWith(".md")) return [];
  const [front = ""] = text.match(/^---\n[\s\S]*?\n---\n/) ?? [];
  const prose = text.slice(front.length).replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1\s*$/gm, "");
  const titles = (/^title:/m.test(front) ? 1 : 0) + (prose.match(/^# .+$/gm) ?? []).length;
  return titles === 1 ? [] : [`${path}: ${titles} titles`];
};

/** Names that customs and Jupyter prescribe: pages one is meant to find are in capitals. */
const prescribed =
  /^([A-Z]+\.md|LICENSE|(jupyter_server_config|default_setting_overrides|page_config)\.json)$/;

/** Names are kebab-case; Python's modules are snake_case. */
export const kebabCase: TidyRule = ({ path }) => {
  const wrong = path.split("/").filter((name) => {
    if (prescribed.test(name)) return false;
    if (name.endsWith(".py")) return !/^[a-z0-9]+(_[a-z0-9]+)*\.py$/.test(name);
    return !/^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/.test(name);
  });
  return wrong.map((name) => `${path}: ${name}`);
};
