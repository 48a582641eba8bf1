import { ApiDocumentedItem, type ApiItem } from "@microsoft/api-extractor-model";
import { type Docstring, readDocstring } from "./docstring.ts";
import type { Links } from "./links.ts";
import type { Page } from "./plan.ts";

const ruleId = /(?<![\w-])(?:I|S|R|P|D|B|PT|C|E|F|W|O)-\d+(?![\w-])/g;

/** What the docstring of an item says. */
export function docsOf(item: ApiItem): Docstring {
  const comment = item instanceof ApiDocumentedItem ? item.tsdocComment?.emitAsTsdoc() : undefined;
  return readDocstring(comment ?? "");
}

/** Whose texts they are, and how often a name is made a link. */
export interface ProseOptions {
  readonly page?: Page;
  /** Every mention, and not only the first. Default: false. */
  readonly everyTime?: boolean;
}

/**
 * Texts of one page with their links: `{@link Name}`, names of exports in code, and GenStage's rules.
 * Fences stay as they are.
 */
export class Prose {
  readonly #links: Links;
  readonly #path: string;
  readonly #entry: string | undefined;
  readonly #everyTime: boolean;
  readonly #linked = new Set<string>();
  /** Names that mean something else here: parameters of the function, members of the interface. */
  own: readonly string[] = [];

  constructor(links: Links, path: string, { page, everyTime = false }: ProseOptions = {}) {
    this.#links = links;
    this.#path = path;
    this.#entry = page?.extract.entry.name;
    this.#everyTime = everyTime;
    // A page does not link to itself.
    const [main] = page?.exports ?? [];
    if (main !== undefined) this.#linked.add(main.name);
  }

  /** Markdown with links. */
  of(markdown: string): string {
    return markdown
      .split(/(^ *```[\s\S]*?^ *```$)/m)
      .map((part) => (/^ *```/.test(part) ? part : this.#linkText(part)))
      .join("");
  }

  /** As `of`, on one line: for lists and cells. */
  line(markdown: string): string {
    return this.of(markdown.trim()).replaceAll(/\s*\n\s*/g, " ");
  }

  #linkText(text: string): string {
    return text
      .replaceAll(/\{@link\s+([\w.]+)\s*(?:\|\s*([^}]*))?\}/g, (_, name: string) => `\`${name}\``)
      .split(/(\[[^\]]*\]\([^)]*\)|`[^`]*`)/)
      .map((part) => {
        if (part.startsWith("[")) return part;
        return part.startsWith("`") ? this.#linkCode(part) : this.#linkRules(part);
      })
      .join("");
  }

  #linkCode(span: string): string {
    const name = nameIn(span.slice(1, -1));
    if (name === undefined || this.own.includes(name) || this.#linked.has(name)) return span;
    const href = this.#links.to(name, this.#path, this.#entry);
    if (href === undefined) return span;
    if (!this.#everyTime) this.#linked.add(name);
    return `[${span}](${href})`;
  }

  #linkRules(text: string): string {
    return text.replaceAll(ruleId, (id) => {
      const href = this.#links.toRule(id, this.#path);
      return href === undefined ? id : `[${id}](${href})`;
    });
  }
}

/** What a piece of code in a sentence names: `system.call` and `stage.emit(events)` their methods, `StageRef` itself. */
function nameIn(code: string): string | undefined {
  const [, owner, name] = /^(?:(\w+)\.)?(\w+)(?:\([^)]*\))?$/.exec(code) ?? [];
  if (owner === "system") return `System.${name}`;
  if (owner === "stage") return `StageContext.${name}`;
  return owner === undefined ? name : `${owner}.${name}`;
}
