import { type ApiItem, ApiItemKind, ApiParameterListMixin } from "@microsoft/api-extractor-model";
import { anchor } from "./anchor.ts";
import type { Examples } from "./examples.ts";
import { isDetailed, type Links, membersOf, withInherited } from "./links.ts";
import { plainSentence } from "./docstring.ts";
import { docsOf, Prose } from "./markdown.ts";
import { byName, type Export, type Page } from "./plan.ts";
import { literalsOf, literalTable, memberTable } from "./print-table.ts";
import { namedIn, signature, wholeDeclaration } from "./signature.ts";

/** What every page is printed with. */
export interface Printing {
  readonly links: Links;
  readonly examples: Examples;
}

/** One page of the reference. */
export async function printPage(page: Page, printing: Printing): Promise<string> {
  const printer = new PagePrinter(page, printing);
  const sections: string[] = [];
  for (const [index, one] of page.exports.entries()) {
    sections.push(...(index === 0 ? await printer.main(one) : await printer.type(one)));
  }
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

class PagePrinter {
  readonly #page: Page;
  readonly #links: Links;
  readonly #examples: Examples;
  readonly #prose: Prose;

  constructor(page: Page, { links, examples }: Printing) {
    this.#page = page;
    this.#links = links;
    this.#examples = examples;
    this.#prose = new Prose(links, page.path, { page });
  }

  /** What the page is named for. */
  async main(one: Export): Promise<string[]> {
    const { entry } = this.#page.extract;
    const index = entry.folder === "" ? "README.md" : "../README.md";
    const how = one.isValue ? "import" : "import type";
    const example = this.#examples.of(one.items, this.#page.path.replace(/\.md$/, ""));
    return [
      `# ${one.name}`,
      `[Reference](${index}) › ${this.#page.topic || entry.name} · \`${how} { ${one.name} } from "${entry.name}"\``,
      ...(await this.#about(one.items)),
      ...(isDetailed(one.items) ? [] : await this.#table(one.items)),
      ...(example === undefined ? [] : ["## Example", fence(example)]),
      ...(isDetailed(one.items) ? await this.#members(one) : []),
    ];
  }

  /** What is read with it. */
  async type(one: Export): Promise<string[]> {
    const table = await this.#table(one.items);
    return [`## ${one.name}`, ...(await this.#about(one.items)), ...table];
  }

  /** Text, declaration, parameters and what else the docstrings of an export or a member say. */
  async #about(items: readonly ApiItem[]): Promise<string[]> {
    const docs = items.map(docsOf);
    const constructors = items.flatMap(({ members }) =>
      members.filter(({ kind }) => kind === ApiItemKind.Constructor),
    );
    const said = [...docs, ...constructors.map(docsOf)];
    const one = this.#prose;
    one.own = [...items.flatMap(parametersOf), ...membersOf(items).map((it) => it.displayName)];
    return [
      ...docs.map(({ text }) => one.of(text)),
      await this.#declarations([...items, ...constructors]),
      literalTable(items, this.#prose),
      ...said.flatMap(({ params }) =>
        [...params].map(([name, text]) => `**\`${name}\`** ${one.of(text)}`),
      ),
      ...said.flatMap(({ returns }) =>
        returns === undefined ? [] : `**Returns** ${one.of(returns)}`,
      ),
      ...said.flatMap(({ throws }) => throws.map((text) => `**Throws** ${one.of(text)}`)),
    ];
  }

  async #declarations(items: readonly ApiItem[]): Promise<string> {
    const codes: string[] = [];
    for (const item of items) {
      const code = withoutBase(await signature(item), this.#page.extract.unexported);
      // The head of an interface is worth a line only where it says more than the name.
      const isPlain = /^(?:class|interface) \w+$/.test(code);
      if (!isPlain && literalsOf(item).length === 0) codes.push(code);
    }
    if (codes.length === 0) return "";
    const named = new Set(items.flatMap(namedIn));
    for (const code of await this.#inner(named)) codes.push(`\n${code}`);
    const types = [...named].flatMap((name) => {
      const href = this.#hrefOf(name);
      return href === undefined || href === this.#page.path ? [] : `[${name}](${href})`;
    });
    const seeAlso = types.length === 0 ? "" : `\n\nTypes: ${types.join(", ")}.`;
    return `${fence(codes.join("\n"))}${seeAlso}`;
  }

  /** Members with a heading each, and a list of them in front. */
  async #members({ items }: Export): Promise<string[]> {
    const list: string[] = [];
    const sections: string[] = [];
    for (const [name, members] of byName(membersOf(items))) {
      const text = members.map((member) => docsOf(member).text).find((one) => one !== "") ?? "";
      list.push(
        `- [\`${name}\`](#${anchor(name)})${text === "" ? "" : `: ${plainSentence(text)}`}`,
      );
      const path = this.#page.path.replace(/\.md$/, "");
      const example = this.#examples.ofMember(members, path, name);
      sections.push(`### ${name}`, ...(await this.#about(members)));
      if (example !== undefined) sections.push(fence(example));
    }
    return ["## Members", list.join("\n"), ...sections];
  }

  /** The declarations of types that are named and that no page is about. */
  async #inner(named: ReadonlySet<string>): Promise<string[]> {
    const codes: string[] = [];
    for (const item of this.#page.extract.unexported) {
      const { displayName: name, kind } = item;
      if (kind === ApiItemKind.Class || !named.has(name)) continue;
      if (this.#hrefOf(name) === undefined) codes.push(await wholeDeclaration(item));
    }
    return codes;
  }

  #hrefOf(name: string): string | undefined {
    return this.#links.to(name, this.#page.path, this.#page.extract.entry.name);
  }

  /** Members as a table, and what their types need that no page is about. */
  async #table(items: readonly ApiItem[]): Promise<string[]> {
    const members = withInherited(items, this.#page.extract.exports);
    const codes = await this.#inner(new Set(members.flatMap(namedIn)));
    return [
      memberTable(members, this.#page, this.#links, this.#prose),
      codes.length === 0 ? "" : fence(codes.join("\n\n")),
    ];
  }
}

/** A class that nobody can import is no business of the reader's. */
function withoutBase(code: string, unexported: readonly ApiItem[]): string {
  const [extension = "", base] = / extends (\w+)$/.exec(code) ?? [];
  const isHidden = unexported.some(
    ({ displayName, kind }) => displayName === base && kind === ApiItemKind.Class,
  );
  return isHidden ? code.slice(0, -extension.length) : code;
}

function parametersOf(item: ApiItem): string[] {
  return ApiParameterListMixin.isBaseClassOf(item) ? item.parameters.map(({ name }) => name) : [];
}

function fence(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}
