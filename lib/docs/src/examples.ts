import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiItem } from "@microsoft/api-extractor-model";
import { docsOf } from "./markdown.ts";
import { kebabCase } from "./plan.ts";

/** What an entry point offers to an example: its exports by name, types as `type Name`. */
export type Offers = ReadonlyMap<string, readonly string[]>;

/**
 * The example of an export or of one of its members: that of its docstring, or a file beside this
 * tool, `examples/system.ts`, `examples/system/start.ts`.
 */
export class Examples {
  readonly #folder: string;
  readonly #offers: Offers;

  /** `offers`: what an example of a docstring need not import, by entry point. */
  constructor(folder: string, offers: Offers) {
    this.#folder = folder;
    this.#offers = offers;
  }

  /** As a reader may run it, its imports included; undefined where there is none. `path`: "show/draw". */
  of(items: readonly ApiItem[], path: string): string | undefined {
    const code = items.map((item) => docsOf(item).example).find((one) => one !== undefined);
    if (code !== undefined) return this.#withImports(code);
    const file = join(this.#folder, `${path}.ts`);
    return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
  }

  ofMember(items: readonly ApiItem[], path: string, member: string): string | undefined {
    return this.of(items, this.pathOf(path, member));
  }

  /** Where the example of a member may lie: "system/start". */
  pathOf(path: string, member: string): string {
    return `${path}/${kebabCase(member)}`;
  }

  /** An example with the imports that it leaves out. */
  #withImports(code: string): string {
    const imported = new Set((code.match(/^import [^;]*;/gm) ?? []).flatMap(wordsOf));
    const declared =
      code.match(/\b(?:const|let|function|class) +(?:\{[^}]*\}|\[[^\]]*\]|\w+)/g) ?? [];
    const own = new Set([...imported, ...declared.flatMap(wordsOf)]);
    const words = new Set(wordsOf(code.replaceAll(/\/\/.*|"[^"\n]*"|\.\w+/g, "")));
    const imports = [...this.#offers].flatMap(([entry, offered]) => {
      const used = offered.filter((one) => {
        const name = one.replace("type ", "");
        return words.has(name) && !own.has(name);
      });
      return used.length === 0 ? [] : [`import { ${used.join(", ")} } from "${entry}";`];
    });
    if (imports.length === 0) return code;
    return [...imports, ...(imported.size === 0 ? [""] : []), code].join("\n");
  }
}

function wordsOf(code: string): string[] {
  return code.match(/\b[a-zA-Z]\w*\b/g) ?? [];
}
