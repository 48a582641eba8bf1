import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One way into the library: what `import … from "headgate/show"` names. */
export interface EntryPoint {
  /** As it is imported: "headgate" or "headgate/show". */
  readonly name: string;
  /** The folder of its pages: "" or "show/". */
  readonly folder: string;
  /** Its declarations, from the package's folder: "dist/show/index.d.ts". */
  readonly declarations: string;
}

/** Conditions of one export, nested or not. */
interface Conditions {
  readonly [condition: string]: string | Conditions;
}

interface Manifest {
  readonly name: string;
  readonly exports: Conditions;
}

/** The entry points that a package's `exports` names, in that order. */
export function entryPoints(packageFolder: string): EntryPoint[] {
  const manifest = readFileSync(join(packageFolder, "package.json"), "utf8");
  const { name, exports } = JSON.parse(manifest) as Manifest;
  return Object.entries(exports).flatMap(([key, target]) => {
    const types = typesOf(target);
    if (types === undefined) return [];
    const below = key.replace(/^\.\/?/, "");
    return [
      {
        name: below === "" ? name : `${name}/${below}`,
        folder: below === "" ? "" : `${below}/`,
        declarations: types.replace(/^\.\//, ""),
      },
    ];
  });
}

/** The declarations of the ES module among the conditions of an export. */
function typesOf(target: string | Conditions): string | undefined {
  if (typeof target === "string") return undefined;
  const { types } = target;
  if (typeof types === "string" && types.endsWith(".d.ts")) return types;
  return Object.values(target)
    .map(typesOf)
    .find((found) => found !== undefined);
}

/** Those of them whose declarations are there: an entry point may be declared before it is written. */
export function builtEntryPoints(packageFolder: string): EntryPoint[] {
  return entryPoints(packageFolder).filter(({ declarations }) =>
    existsSync(join(packageFolder, declarations)),
  );
}
