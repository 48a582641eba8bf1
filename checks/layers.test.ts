import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { importLines } from "./import-lines.ts";
import { type RepositoryFile, repositoryFiles } from "./repository-files.ts";

/* The arrows of ARCHITECTURE.md: who may import whom, between folders and inside the library. */

const architecture = readFileSync(new URL("../ARCHITECTURE.md", import.meta.url), "utf8");
const modules = repositoryFiles().filter(({ path }) => /\.(ts|mjs)$/.test(path));
const isOfTests = (path: string): boolean => /\.(test|test-d|fixture|test-data)\.ts$/.test(path);

/** The cells of the rows of a table in ARCHITECTURE.md, told by its first heading. */
function tableOf(firstHeading: string): string[][] {
  const start = architecture.indexOf(`| ${firstHeading} |`);
  const lines = architecture.slice(start).split("\n");
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function names(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
}

// --- Between folders ------------------------------------------------------------------------

const packageFolders: Record<string, string> = { headgate: "lib" };
for (const name of ["quakes", "check", "course", "figures", "grader", "site"]) {
  packageFolders[`@headgate/${name}`] = name;
}

/** The folder that an import leads to, where that is one of this repository. */
function folderOf(path: string, from: string): string | undefined {
  if (from.startsWith(".")) return posix.join(posix.dirname(path), from).split("/")[0];
  const [name] = from.match(/^(@[^/]+\/)?[^/]+/) ?? [];
  return packageFolders[name ?? ""];
}

/** From each folder to the folders it may import, as the table says. */
const arrows = new Map(
  tableOf("folder").flatMap(([folder, , may = ""]) =>
    names(folder).map((name) => [name.replace("/", ""), may] as const),
  ),
);

/** Imports that lead where no arrow does. */
function strayImports(files: readonly RepositoryFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const own = path.split("/")[0] ?? "";
    const may = arrows.get(own) ?? "nothing";
    return importLines(text).flatMap(({ from }) => {
      const folder = folderOf(path, from);
      if (folder === undefined || folder === own || may === "all") return [];
      if (path.endsWith(".e2e.test.ts") || path.includes("/e2e/")) {
        if (from.endsWith("/setup/launch-chromium.mjs")) return [];
      }
      const isNamed = new RegExp(`\\b${folder}\\b`).test(may);
      // A solution's checks bind to the stub, whose types they need; otherwise packages go by their names.
      const isByName = !from.startsWith(".") || (own === "solutions" && folder === "exercises");
      return isNamed && isByName ? [] : [`${path}: ${from}`];
    });
  });
}

describe("between folders", () => {
  test("the table in ARCHITECTURE.md has an entry for every folder with code", () => {
    const folders = new Set(
      modules.filter(({ path }) => path.includes("/")).map(({ path }) => path.split("/")[0]),
    );
    expect([...folders].filter((folder) => !arrows.has(folder ?? ""))).toEqual([]);
  });

  test("every import follows an arrow", () => {
    expect(strayImports(modules)).toEqual([]);
  });

  test("nothing but checks imports grader or site, and nothing imports checks", () => {
    for (const [folder, may] of arrows) {
      if (folder !== "checks") expect(may, folder).not.toMatch(/grader|site|checks/);
    }
  });

  test("a package is imported by what it offers to the public", () => {
    const offered = new Map(
      Object.entries(packageFolders).flatMap(([name, folder]) => {
        const manifest = repositoryFiles(folder).find(
          ({ path }) => path === `${folder}/package.json`,
        );
        const { exports = {} } = JSON.parse(manifest?.text ?? "{}") as { exports?: object };
        return Object.keys(exports).map((key) => [posix.join(name, key), folder] as const);
      }),
    );
    const deep = modules.flatMap(({ path, text }) =>
      importLines(text)
        .filter(({ from }) => !from.startsWith(".") && folderOf(path, from) !== undefined)
        .filter(({ from }) => !offered.has(from))
        .map(({ from }) => `${path}: ${from}`),
    );
    expect(deep).toEqual([]);
  });

  test("chapters, exercises and solutions know the library by its public names only", () => {
    const texts = repositoryFiles().filter(({ path }) =>
      /^(course\/chapters|exercises|solutions)\//.test(path),
    );
    const cells = texts.flatMap(({ path, text }) =>
      importLines(text)
        .filter(({ from }) => /headgate|\blib\b/.test(from))
        .filter(
          ({ from }) => !/^(headgate(\/(show|testing))?|@headgate\/(quakes|check))$/.test(from),
        )
        .map(({ from }) => `${path}: ${from}`),
    );
    expect(cells).toEqual([]);
  });

  test("a stray import is found", () => {
    const wrong = { path: "lib/src/a.ts", text: 'import { grade } from "@headgate/grader";' };
    const deep = { path: "quakes/src/a.ts", text: 'import { Fifo } from "../../lib/src/fifo.ts";' };
    const right = { path: "check/src/a.ts", text: 'import { System } from "headgate";' };
    expect(strayImports([wrong, deep, right])).toEqual([
      "lib/src/a.ts: @headgate/grader",
      "quakes/src/a.ts: ../../lib/src/fifo.ts",
    ]);
  });
});

// --- Inside the library ---------------------------------------------------------------------

const sources = modules.filter(({ path }) => path.startsWith("lib/src/") && !isOfTests(path));

/** The layer of each module of `lib/src`, as the table says: "dispatchers/*" and "show/" are folders. */
const layerRows = tableOf("layer").map(([layer, files]) => ({
  layer: Number(layer),
  files: names(files),
}));

function layersOf(path: string): number[] {
  const name = path.replace("lib/src/", "").replace(/\.ts$/, "");
  return layerRows
    .filter(({ files }) =>
      files.some(
        (file) => file === name || (/[/*]$/.test(file) && name.startsWith(file.replace("*", ""))),
      ),
    )
    .map(({ layer }) => layer);
}

/** Imports of values from a higher layer; types may come from anywhere. */
function upwardImports(files: readonly RepositoryFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    importLines(text)
      .filter(({ isType }) => !isType)
      .map(({ from }) => posix.join(posix.dirname(path), from))
      .filter((target) => (layersOf(target)[0] ?? 0) > (layersOf(path)[0] ?? 0))
      .map((target) => `${path}: ${target}`),
  );
}

/** A circle of value imports, where there is one. */
function circle(files: readonly RepositoryFile[]): string[] {
  const targets = new Map(
    files.map(({ path, text }) => [
      path,
      importLines(text)
        .filter(({ isType }) => !isType)
        .map(({ from }) => posix.join(posix.dirname(path), from)),
    ]),
  );
  const finished = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (finished.has(path)) return [];
    for (const target of targets.get(path) ?? []) {
      const found = walk(target, [...way, path]);
      if (found.length > 0) return found;
    }
    finished.add(path);
    return [];
  };
  return files.map(({ path }) => walk(path, [])).find((found) => found.length > 0) ?? [];
}

/** Timers, clocks and chance that a module names; comments and types do not count. */
function hostNames({ text }: RepositoryFile): string[] {
  const { code } = transformSync(text, { loader: "ts", legalComments: "none" });
  const found = code.match(
    /\b(setTimeout|setInterval|setImmediate|queueMicrotask|nextTick|performance|Date|MessageChannel|Math\.random)\b/g,
  );
  return [...new Set(found)];
}

describe("inside the library", () => {
  test("every module stands in exactly one layer of the table, and none in the table is missing", () => {
    expect(
      sources.filter(({ path }) => layersOf(path).length !== 1).map(({ path }) => path),
    ).toEqual([]);
    const known = new Set(
      sources.map(({ path }) => path.replace("lib/src/", "").replace(/\.ts$/, "")),
    );
    const modulesNamed = layerRows
      .flatMap(({ files }) => files)
      .filter((file) => !/[/*]$/.test(file));
    expect(modulesNamed.filter((name) => !known.has(name))).toEqual([]);
  });

  test("lower layers never import higher ones, types aside", () => {
    expect(upwardImports(sources)).toEqual([]);
  });

  test("no value import runs in a circle", () => {
    expect(circle(sources)).toEqual([]);
  });

  test("the library imports nothing but itself", () => {
    const foreign = sources.flatMap(({ path, text }) =>
      importLines(text)
        .filter(({ from }) => !from.startsWith("."))
        .map(({ from }) => `${path}: ${from}`),
    );
    // The imports of its docstrings' examples are those of its readers; one entry is for Node alone, and so are threads.
    const allowed =
      /: headgate(\/\w+)?$|^lib\/src\/node\/.*: node:|workers\/thread\.mjs: node:worker_threads$/;
    expect(foreign.filter((line) => !allowed.test(line))).toEqual([]);
  });

  test("only scheduler.ts names timers, clocks and chance", () => {
    const naming = sources.filter((file) => hostNames(file).length > 0).map(({ path }) => path);
    expect(naming).toEqual(["lib/src/scheduler.ts"]);
  });

  test("test fixtures are imported by tests only", () => {
    const wrong = sources.flatMap(({ path, text }) =>
      importLines(text)
        .filter(({ from }) => isOfTests(from))
        .map(({ from }) => `${path}: ${from}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("these checks", () => {
  const file = (path: string, text: string): RepositoryFile => ({ path: `lib/src/${path}`, text });

  test("find a value import of a higher layer, and let a type pass", () => {
    const wrong = file("demand.ts", 'import { Stage } from "./stage.ts";');
    const right = file(
      "demand.ts",
      'import type { Stage } from "./stage.ts";\nimport { Fifo } from "./fifo.ts";',
    );
    expect(upwardImports([wrong])).toEqual(["lib/src/demand.ts: lib/src/stage.ts"]);
    expect(upwardImports([right])).toEqual([]);
    expect(
      upwardImports([file("stage.ts", 'import { draw } from "./show/draw.ts";')]),
    ).toHaveLength(1);
  });

  test("find a circle", () => {
    const files = [
      file("a.ts", 'import { b } from "./b.ts";'),
      file("b.ts", 'export { c } from "./c.ts";'),
      file("c.ts", 'import { b } from "./b.ts";'),
    ];
    expect(circle(files)).toEqual(["lib/src/b.ts", "lib/src/c.ts", "lib/src/b.ts"]);
    expect(circle(files.slice(0, 2))).toEqual([]);
  });

  test("find a timer in code and not in a comment or a type", () => {
    expect(hostNames(file("a.ts", "const at: number = Date.now();"))).toEqual(["Date"]);
    expect(hostNames(file("a.ts", "/** Not setTimeout. */\nexport type At = Date;"))).toEqual([]);
  });

  test("read every form of an import", () => {
    const text = [
      'import "a";',
      'import b from "b";',
      'import {\n  c,\n  type C,\n} from "c";',
      'import type { D } from "d";',
      'export * from "e";',
      'export type { F } from "f";',
      'const g = await import("g");',
      "const text = `import { no } from nowhere`;",
    ].join("\n");
    expect(
      importLines(text)
        .map(({ from, isType }) => `${from}${isType ? "*" : ""}`)
        .join(" "),
    ).toBe("a b c d* e f* g");
  });
});
