import { ApiDeclaredItem, type ApiItem, ExcerptTokenKind } from "@microsoft/api-extractor-model";
import type { Extract } from "./extract.ts";
import { type Topic, topics } from "./topics.ts";

/** One export: several items where it has several signatures. */
export interface Export {
  readonly name: string;
  readonly items: readonly ApiItem[];
  /** Whether it is there when the code runs. */
  readonly isValue: boolean;
}

/** One page to print. */
export interface Page {
  /** From the reference's folder: "show/draw.md". */
  readonly path: string;
  readonly extract: Extract;
  /** "" where the entry point is small enough to have none. */
  readonly topic: string;
  /** The first is what the page is named for. */
  readonly exports: readonly Export[];
}

/** Which export stands on which page: each on one. */
export function planPages(extract: Extract, plan: readonly Topic[] = topics): Page[] {
  const { entry } = extract;
  const left = new Map(exportsOf(extract).map((one) => [one.name, one]));
  const take = (names: readonly string[]): Export[] =>
    names.flatMap((name) => {
      const found = left.get(name);
      left.delete(name);
      return found ?? [];
    });
  const drafts: { topic: string; exports: Export[] }[] = plan
    .filter((topic) => topic.entry === entry.name)
    .flatMap(({ title, pages }) =>
      pages.map(({ main, types = [] }) => ({ topic: title, exports: take([main, ...types]) })),
    )
    .filter(({ exports }) => exports.length > 0);
  const isPlanned = drafts.length > 0;
  const addPage = ({ name }: Export): void => {
    const topic = isPlanned ? "More" : "";
    drafts.push({ topic, exports: take([name]) });
  };
  for (const one of [...left.values()].filter(({ isValue }) => isValue)) addPage(one);
  // A type joins the first page that needs it, and may bring others with it.
  for (let size = -1; size !== left.size;) {
    size = left.size;
    for (const { name } of left.values()) {
      const home = drafts.find(({ exports }) => exports.some((one) => mentions(one, name)));
      home?.exports.push(...take([name]));
    }
  }
  for (const one of left.values()) addPage(one);
  return drafts.map(({ topic, exports }) => ({
    path: `${entry.folder}${kebabCase(exports[0]?.name ?? "")}.md`,
    extract,
    topic,
    exports,
  }));
}

/** `StageContext` → `stage-context`. */
export function kebabCase(name: string): string {
  const words = name.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "-").replaceAll(/\W+/g, "-");
  return words.replaceAll(/^-|-$/g, "").toLowerCase();
}

function exportsOf({ exports, typesOnly }: Extract): Export[] {
  return [...byName(exports)].map(([name, items]) => {
    const isCode = items.some(({ kind }) => /Class|Function|Variable|Enum/.test(kind));
    return { name, items, isValue: isCode && !typesOnly.includes(name) };
  });
}

/** Items by their names: what has several signatures is several. */
export function byName(items: readonly ApiItem[]): Map<string, ApiItem[]> {
  const found = new Map<string, ApiItem[]>();
  for (const item of items) {
    found.set(item.displayName, [...(found.get(item.displayName) ?? []), item]);
  }
  return found;
}

function mentions({ items }: Export, name: string): boolean {
  return items.some(
    (item) => mentionsIn(item, name) || item.members.some((member) => mentionsIn(member, name)),
  );
}

function mentionsIn(item: ApiItem, name: string): boolean {
  return (
    item instanceof ApiDeclaredItem &&
    item.excerptTokens.some(
      (token) => token.kind === ExcerptTokenKind.Reference && token.text === name,
    )
  );
}
