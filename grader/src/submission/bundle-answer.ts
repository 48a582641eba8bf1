import { dirname, join, relative } from "node:path";
import type { BuildFailure, Message, Plugin } from "esbuild";
import { isInside, readAnswerFile, sourceLimit, UnreadableFile } from "./answer-file.ts";
import { buildAlone, CompilerDown } from "./build-alone.ts";
import { earlierCell, earlierModule, withEarlierNames } from "./earlier-cells.ts";

/** An answer to bundle: a file, or the text of notebook cells standing for one. */
export interface AnswerSource {
  /** The submission's folder; nothing outside of it is read. */
  readonly root: string;
  /** The file, absolute; for cells the notebook, next to which nothing may be imported. */
  readonly path: string;
  /** The text of the file, where it has been read already. */
  readonly text?: string;
  /** The text of the cells. */
  readonly cells?: string;
  /** The cells before, whose names it may use. */
  readonly earlier?: readonly string[];
  /** The names that it must export. */
  readonly exports: readonly string[];
  /** All files that it may import, absolute; default: any below `root`. */
  readonly files?: ReadonlySet<string>;
}

/** What a jail can load, or why there is nothing to load. */
export type BundledAnswer =
  | { readonly code: string }
  | { readonly verdict: "refused" | "error"; readonly message: string };

/** What an answer may import. */
export const importable: readonly string[] = [
  "headgate",
  "headgate/show",
  "headgate/testing",
  "@headgate/quakes",
  "@headgate/check",
];

const fileLimit = 50;

/** Brackets within brackets: more is no program that somebody wrote, and compilers recurse. */
const depthLimit = 500;

/**
 * Bundles an answer with the files it imports from its own folder. Nothing of it runs, and no configuration of it is
 * looked for: every file is read here, never by the bundler. What may not be imported refuses the answer.
 */
export async function bundleAnswer(source: AnswerSource): Promise<BundledAnswer> {
  const reader = new AnswerReader(source);
  try {
    const result = await buildAlone({
      // What the answer must export is imported by name, so that the bundler itself tells what is not there.
      stdin: {
        contents: `import * as answer from "headgate:answer"; import { ${source.exports.join(", ")} } from "headgate:answer"; deliver(answer);`,
        loader: "js",
      },
      bundle: true,
      write: false,
      format: "esm",
      platform: "neutral",
      target: "es2022",
      charset: "utf8",
      // Deep nesting would be indented, line by line.
      minifyWhitespace: true,
      define: { "import.meta": "importMeta" },
      logLevel: "silent",
      tsconfigRaw: {},
      plugins: [reader.plugin],
    });
    return { code: result.outputFiles[0]!.text };
  } catch (error) {
    if (reader.refusal) return reader.refusal;
    if (error instanceof CompilerDown)
      return { verdict: "refused", message: `Your answer is refused: ${error.message}.` };
    const missing = missingExports(error as BuildFailure);
    return missing.length > 0 ? lacks(source, missing) : notCompiled(error as BuildFailure, source);
  }
}

/** The names that our own import of the answer did not find, when all else is well. */
function missingExports({ errors = [] }: Partial<BuildFailure>): string[] {
  const nameIn = ({ text, location }: Message): string | undefined =>
    location?.file === "<stdin>"
      ? /^No matching export in .* for import "([^"]+)"$/s.exec(text)?.[1]
      : undefined;
  const names = errors.map(nameIn);
  return names.every((name) => name !== undefined) ? names : [];
}

function lacks({ cells, path, root }: AnswerSource, missing: readonly string[]): BundledAnswer {
  const names = missing.map((name) => `\`${name}\``).join(", ");
  const where = relative(root, path);
  const message =
    cells === undefined
      ? `${where} does not export ${names}.`
      : `The cell in ${where} does not define ${names}.`;
  return { verdict: "error", message };
}

function notCompiled(
  { errors, message }: BuildFailure,
  { root, path }: AnswerSource,
): BundledAnswer {
  const [first] = errors ?? [];
  const where = first?.location ? `${relative(root, path)}, line ${first.location.line}: ` : "";
  return {
    verdict: "error",
    message: `Your answer cannot be compiled: ${where}${first?.text ?? message}`.slice(0, 1000),
  };
}

/** Hands the bundler the files of one submission, and remembers the first import that refuses it. */
class AnswerReader {
  refusal: BundledAnswer | undefined;
  readonly plugin: Plugin;
  readonly #source: AnswerSource;
  readonly #files = new Set<string>();
  #size = 0;

  constructor(source: AnswerSource) {
    this.#source = source;
    this.plugin = {
      name: "answer",
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
          if (importer === "<stdin>") return { path: source.path, namespace: "answer" };
          if (kind === "import-statement" || kind === "dynamic-import") {
            if (importable.includes(path)) return { path, namespace: "lib" };
            if (this.#source.earlier && earlierCell.test(path))
              return { path, namespace: "answer" };
            if (/^\.\.?\//.test(path)) return this.#relative(path, importer);
          }
          return this.#refuse(`${this.#shown(importer)} imports ${JSON.stringify(path)}`);
        });
        onLoad({ filter: /.*/, namespace: "lib" }, ({ path }) => ({
          contents: `module.exports = headgateModule(${JSON.stringify(path)});`,
          loader: "js",
        }));
        onLoad({ filter: /.*/, namespace: "answer" }, ({ path }) => this.#load(path));
      },
    };
  }

  async #load(
    path: string,
  ): Promise<{ contents: string; loader: "ts" } | { errors: { text: string }[] }> {
    try {
      if (this.#files.size >= fileLimit)
        throw new UnreadableFile(`it imports more than ${fileLimit} files.`);
      const isEntry = path === this.#source.path;
      this.#files.add(path);
      const text = await this.#text(path, isEntry);
      this.#size += text.length;
      if (this.#size > sourceLimit)
        throw new UnreadableFile(`it has more than ${sourceLimit} characters.`);
      if (depthOf(text) > depthLimit)
        throw new UnreadableFile(`its brackets are nested more than ${depthLimit} deep.`);
      return { contents: isEntry ? asModule(text) : text, loader: "ts" };
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      this.refusal ??= { verdict: "refused", message: `Your answer is refused: ${error.message}` };
      return { errors: [{ text: error.message }] };
    }
  }

  async #text(path: string, isEntry: boolean): Promise<string> {
    const { root, cells, text, earlier = [], files } = this.#source;
    if (cells === undefined) {
      if (isEntry && text !== undefined) return text;
      if (!isEntry && files && !files.has(path))
        throw new UnreadableFile(`${this.#shown(path)} is not there, or was passed over.`);
      return readAnswerFile(root, path);
    }
    // Nothing that compilers do not survive may reach them.
    const before = earlier.map((cell) => (depthOf(cell) > depthLimit ? "" : cell));
    if (!isEntry) return earlierModule(before, Number(earlierCell.exec(path)?.[1]));
    return depthOf(cells) > depthLimit ? cells : withEarlierNames(cells, before);
  }

  #relative(path: string, importer: string) {
    if (this.#source.cells !== undefined) {
      return this.#refuse(
        `the notebook imports ${JSON.stringify(path)}, and cells may not import files`,
      );
    }
    const wanted = join(dirname(importer), path);
    const found = /\.[cm]?[jt]s$/.test(wanted)
      ? wanted.replace(/\.(c|m)?js$/, ".$1ts")
      : `${wanted}.ts`;
    if (!isInside(this.#source.root, found)) {
      return this.#refuse(
        `${this.#shown(importer)} imports ${JSON.stringify(path)}, which lies outside of the submission`,
      );
    }
    return { path: found, namespace: "answer" };
  }

  #refuse(what: string): { errors: { text: string }[] } {
    const message = `Your answer is refused: ${what}. An answer may import ${importable.slice(0, 3).join(", ")} and its own files.`;
    this.refusal ??= { verdict: "refused", message };
    return { errors: [{ text: message }] };
  }

  #shown(importer: string): string {
    if (earlierCell.test(importer)) return "the notebook";
    return relative(this.#source.root, importer) || "the answer";
  }
}

/** A file that exports nothing would be taken for CommonJS, of which nobody can tell what it exports. */
function asModule(text: string): string {
  // On one line with the first, so that lines keep their numbers.
  return `export {}; ${text.replace(/^#!/, "//")}`;
}

/** The deepest nesting of brackets, as far as it can be seen without reading the language. */
function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/[([{)\]}]/g)) {
    depth = "([{".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    most = Math.max(most, depth);
  }
  return most;
}
