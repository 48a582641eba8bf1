import type { ApiItem } from "@microsoft/api-extractor-model";
import type { Examples } from "./examples.ts";
import { isDetailed, membersOf } from "./links.ts";
import { docsOf } from "./markdown.ts";
import { byName, type Export, type Page } from "./plan.ts";

/** Whose members must be shown at work, each with an example of its own. */
const shown = ["System", "StageContext"];

/** What a language's own protocol asks for needs no words: `[Symbol.asyncDispose]`. */
function ownMembers(items: readonly ApiItem[]): Map<string, ApiItem[]> {
  return byName(membersOf(items).filter(({ displayName }) => !displayName.startsWith("[Symbol.")));
}

/** What the reference does not say yet: a line for each sentence or example that is missing. */
export function gaps(pages: readonly Page[], examples: Examples): string[] {
  return pages.flatMap((page) => {
    const path = page.path.replace(/\.md$/, "");
    const [main] = page.exports;
    const hasExample = main === undefined || examples.of(main.items, path) !== undefined;
    return [
      ...page.exports.flatMap((one) => unsaid(one, page.extract.entry.name)),
      ...page.exports
        .filter((one) => one !== main && one.isValue)
        .map(({ name }) => `${name}: a value needs a page of its own`),
      ...(hasExample ? [] : [missing(main.name, path)]),
      ...(main !== undefined && shown.includes(main.name) ? unshown(main, path, examples) : []),
    ];
  });
}

function unsaid({ name, items }: Export, entry: string): string[] {
  const says = (all: readonly ApiItem[]): boolean => all.some((item) => docsOf(item).text !== "");
  const silent = [...ownMembers(items)].filter(([, members]) => !says(members));
  const where = (what: string): string => `${entry}, ${what}: no sentence in its docstring`;
  return [
    ...(says(items) ? [] : [where(name)]),
    ...silent.map(([member]) => where(`${name}.${member}`)),
  ];
}

function unshown({ name, items }: Export, path: string, examples: Examples): string[] {
  if (!isDetailed(items)) return [];
  return [...ownMembers(items)]
    .filter(([member, members]) => examples.ofMember(members, path, member) === undefined)
    .map(([member]) => missing(`${name}.${member}`, examples.pathOf(path, member)));
}

function missing(name: string, path: string): string {
  return `${name}: no \`@example\` in its docstring, and no lib/docs/examples/${path}.ts`;
}
