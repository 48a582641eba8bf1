import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type IConfigFile,
} from "@microsoft/api-extractor";
import { type ApiItem, ApiModel } from "@microsoft/api-extractor-model";
import { fenceExamples } from "./docstring.ts";
import { builtEntryPoints, type EntryPoint } from "./entry-points.ts";

const typeRoot = dirname(
  dirname(createRequire(import.meta.url).resolve("@types/node/package.json")),
);

/** What one entry point offers, read from its built declarations. */
export interface Extract {
  readonly entry: EntryPoint;
  /** What its module says of itself: the docstring of its index. */
  readonly about: string;
  /** Its exports; one of several signatures is several items. */
  readonly exports: readonly ApiItem[];
  /** Names of classes that are exported as types only: nobody makes one of those. */
  readonly typesOnly: readonly string[];
  /** What its exports' types need and it does not export. */
  readonly unexported: readonly ApiItem[];
  /** The signatures of all of it, sorted: a TypeScript block. */
  readonly report: string;
}

/** Reads the built declarations of a package with API Extractor. */
export function extract(packageFolder: string): Extract[] {
  // API Extractor writes its answers as files, and reads examples as they are in a fence.
  const folder = mkdtempSync(join(tmpdir(), "headgate-api-"));
  try {
    cpSync(join(packageFolder, "package.json"), join(folder, "package.json"));
    copyDeclarations(join(packageFolder, "dist"), join(folder, "dist"));
    const entries = builtEntryPoints(packageFolder);
    const configs = entries.map((entry) => configOf(folder, entry));
    const [first, ...others] = configs;
    if (first === undefined) return [];
    const compilerState = CompilerState.create(first, {
      additionalEntryPoints: others.map((config) => config.mainEntryPointFilePath),
    });
    return entries.map((entry, index) => {
      const problems: string[] = [];
      const config = configs[index] ?? first;
      Extractor.invoke(config, {
        localBuild: true,
        compilerState,
        messageCallback: (message) => {
          message.handled = true;
          if (message.logLevel === ExtractorLogLevel.Error)
            problems.push(message.formatMessageWithLocation(folder));
        },
      });
      if (problems.length > 0) throw new Error(problems.join("\n"));
      return read(entry, folder, config);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(entry: EntryPoint, folder: string, config: ExtractorConfig): Extract {
  const index = readFileSync(join(folder, entry.declarations), "utf8");
  const [about = ""] = /^\/\*\*[\s\S]*?\*\//.exec(index) ?? [];
  const members = new ApiModel().loadPackage(config.apiJsonFilePath).entryPoints[0]?.members ?? [];
  const isExported = (item: ApiItem): boolean => !item.canonicalReference.toString().includes("!~");
  const [, report = ""] =
    /```ts\n([\s\S]*?)```/.exec(readFileSync(config.reportFilePath, "utf8")) ?? [];
  return {
    entry,
    about,
    typesOnly: [...index.matchAll(/^export type \{([^}]*)\}/gm)].flatMap(([, names = ""]) =>
      names.split(",").map((name) => name.trim()),
    ),
    exports: members.filter(isExported),
    unexported: members.filter((item) => !isExported(item)),
    // Everything is public, and what each does is told in the reference.
    report: report
      .replaceAll(/^ *\/\/ (@public( \(undocumented\))?|\(undocumented\)|\(No @pack.*)\n/gm, "")
      .replaceAll(/^ *\/\*\*.*\*\/\n/gm, "")
      .trim(),
  };
}

function configOf(folder: string, entry: EntryPoint): ExtractorConfig {
  const name = entry.name.replaceAll("/", "-");
  const configObject: IConfigFile = {
    projectFolder: folder,
    mainEntryPointFilePath: join(folder, entry.declarations),
    newlineKind: "lf",
    compiler: {
      overrideTsconfig: {
        // As a reader's program has them: entry points for Node and for the page name its types.
        compilerOptions: {
          target: "es2022",
          lib: ["es2022", "dom"],
          module: "nodenext",
          strict: true,
          // What they say was checked when they were built.
          skipLibCheck: true,
          types: ["node"],
          typeRoots: [typeRoot],
        },
        include: ["dist"],
      },
    },
    apiReport: {
      enabled: true,
      reportFileName: name,
      reportFolder: join(folder, "report"),
      reportTempFolder: join(folder, "temp"),
    },
    docModel: {
      enabled: true,
      apiJsonFilePath: join(folder, `${name}.api.json`),
      includeForgottenExports: true,
    },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      // House style is checked elsewhere; a type that is not exported is printed where it is needed.
      extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
  mkdirSync(join(folder, "report"), { recursive: true });
  return ExtractorConfig.prepare({
    configObject,
    configObjectFullPath: join(folder, "api-extractor.json"),
    packageJsonFullPath: join(folder, "package.json"),
  });
}

function copyDeclarations(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts")) continue;
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), fenceExamples(readFileSync(join(from, name), "utf8")));
  }
}
