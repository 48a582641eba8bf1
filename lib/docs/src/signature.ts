import {
  ApiDeclaredItem,
  type ApiItem,
  ApiItemKind,
  ExcerptTokenKind,
} from "@microsoft/api-extractor-model";
import { format } from "oxfmt";

/** The declaration of an item, formatted: of a class or an interface its head alone. */
export async function signature(item: ApiItem): Promise<string> {
  const text = textOf(item);
  const isMember = /Method|Property|Constructor|Signature/.test(item.kind);
  const code = await (isMember ? memberCode(text) : declarationCode(text));
  const owner = item.parent?.displayName ?? "";
  return code.trim().replace(/^constructor(\([\s\S]*\));$/, `new ${owner}$1`);
}

/** An item of which all members are to be seen, formatted. */
export async function wholeDeclaration(item: ApiItem): Promise<string> {
  const members = item.members.map((member) => `  ${textOf(member)}`);
  const head = textOf(item);
  const code = members.length === 0 ? head : `${head} {\n${members.join("\n")}\n}`;
  return (await formatted(code)).trim();
}

async function declarationCode(text: string): Promise<string> {
  if (!/^(?:abstract )?(?:class|interface) /.test(text)) {
    return (await formatted(`declare ${text}`)).replace(/^declare /, "");
  }
  // Only whole declarations can be formatted.
  return (await formatted(`${text} {}`)).replace(/ ?\{\s*\}\s*$/, "");
}

async function memberCode(text: string): Promise<string> {
  const code = await formatted(`declare class C { ${text} }`);
  return code
    .replace(/^declare class C \{\n/, "")
    .replace(/\n\}\s*$/, "")
    .replaceAll(/^ {2}/gm, "");
}

/** Declarations as this house formats code. */
export async function formatted(code: string): Promise<string> {
  const result = await format("signature.d.ts", code, { printWidth: 90 });
  const [problem] = result.errors;
  if (problem !== undefined) throw new Error(`Cannot format ${code}: ${problem.message}`);
  return result.code;
}

function textOf(item: ApiItem): string {
  if (!(item instanceof ApiDeclaredItem)) return item.displayName;
  const text =
    item.kind === ApiItemKind.Variable ? `const ${item.excerpt.text}` : item.excerpt.text;
  return text
    .replace(/^export (?:declare )?/, "")
    .replaceAll(/\s*\{\s*$/g, "")
    .trim();
}

/** The exports that an item's own declaration names, in order, without itself. */
export function namedIn(item: ApiItem): string[] {
  if (!(item instanceof ApiDeclaredItem)) return [];
  const names = item.excerptTokens
    .filter(({ kind }) => kind === ExcerptTokenKind.Reference)
    .map(({ text }) => text);
  return [...new Set(names)].filter((name) => name !== item.displayName);
}
