import { posix } from "node:path";
import { ApiInterface, type ApiItem, ApiItemKind } from "@microsoft/api-extractor-model";
import { anchor } from "./anchor.ts";
import type { Page } from "./plan.ts";

/** Finds where a name, a member of one or a rule of GenStage's is written about. */
export class Links {
  /** From "System" or "System.start", with the entry point in front, to "system.md#start". */
  readonly #targets = new Map<string, string>();
  readonly #entries: readonly string[];
  /** From "S-10" to the heading that it stands under in RULES.md. */
  readonly #rules: ReadonlyMap<string, string>;
  readonly #rulesPath: string;

  /** `rulesPath`: where `rules`, the text of RULES.md, lies from the reference's folder. */
  constructor(pages: readonly Page[], rules: string, rulesPath: string) {
    this.#entries = [...new Set(pages.map(({ extract }) => extract.entry.name))];
    for (const page of pages) this.#addPage(page);
    this.#rules = sectionsOfRules(rules);
    this.#rulesPath = rulesPath;
  }

  #addPage({ path, exports, extract }: Page): void {
    const { name: entry } = extract.entry;
    for (const [index, { name, items }] of exports.entries()) {
      this.#targets.set(`${entry} ${name}`, index === 0 ? path : `${path}#${anchor(name)}`);
      for (const member of membersOf(items)) {
        const target =
          index === 0 && isDetailed(items)
            ? `${path}#${anchor(member.displayName)}`
            : `${path}#${anchor(name)}`;
        this.#targets.set(`${entry} ${name}.${member.displayName}`, target);
      }
    }
  }

  /** The address of an export or a member from a page, where there is one: `entry`'s own first. */
  to(name: string, from: string, entry?: string): string | undefined {
    const target = [...(entry === undefined ? [] : [entry]), ...this.#entries]
      .map((one) => this.#targets.get(`${one} ${name}`))
      .find((found) => found !== undefined);
    return target === undefined ? undefined : relative(from, target);
  }

  /** The address of a rule of GenStage's from a page. */
  toRule(id: string, from: string): string | undefined {
    const section = this.#rules.get(id);
    return section === undefined ? undefined : relative(from, `${this.#rulesPath}#${section}`);
  }
}

/** Whether the members of what a page is named for get headings: where it has more than a few methods. */
export function isDetailed(items: readonly ApiItem[]): boolean {
  return membersOf(items).filter(({ kind }) => /Method/.test(kind)).length > 3;
}

/** The members of a class or an interface but for its constructor; what no one calls by a name comes last. */
export function membersOf(items: readonly ApiItem[]): ApiItem[] {
  const members = items
    .filter(({ kind }) => /Class|Interface/.test(kind))
    .flatMap((item) => item.members.filter(({ kind }) => kind !== ApiItemKind.Constructor));
  const isLast = ({ kind, displayName }: ApiItem): boolean =>
    kind === ApiItemKind.IndexSignature || displayName.startsWith("[Symbol.");
  return [...members.filter((one) => !isLast(one)), ...members.filter(isLast)];
}

/** The members of an interface, and behind them those of the exported interfaces that it extends. */
export function withInherited(
  items: readonly ApiItem[],
  exports: readonly ApiItem[],
): readonly ApiItem[] {
  const bases = items.flatMap((item) => {
    if (!(item instanceof ApiInterface)) return [];
    const names = item.extendsTypes.map(({ excerpt }) => excerpt.spannedTokens[0]?.text);
    return exports.filter(({ displayName }) => names.includes(displayName));
  });
  const own = membersOf(items);
  if (bases.length === 0) return own;
  const inherited = withInherited(bases, exports).filter(
    ({ displayName }) => !own.some((member) => member.displayName === displayName),
  );
  return [...own, ...inherited];
}

function relative(from: string, target: string): string {
  const [path = "", hash] = target.split("#");
  const way = posix.relative(posix.dirname(from), path);
  if (path === from) return hash === undefined ? posix.basename(path) : `#${hash}`;
  return hash === undefined ? way : `${way}#${hash}`;
}

function sectionsOfRules(rules: string): Map<string, string> {
  const sections = new Map<string, string>();
  let section = "";
  for (const line of rules.split("\n")) {
    const [, heading] = /^#+ (.+)$/.exec(line) ?? [];
    if (heading !== undefined) section = anchor(heading);
    const [, id] = /^\s*- \*\*([A-Z]+-\d+)\b/.exec(line) ?? [];
    if (id !== undefined) sections.set(id, section);
  }
  return sections;
}
