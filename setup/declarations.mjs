// Writes the declarations of a package's CommonJS half. An entry that `exports` gives as
//   "require": { "types": "./dist/index.d.cts", "default": "./dist/index.cjs" }
// is declared by a copy of dist/index.d.ts and of all that it imports: TypeScript takes a `.d.ts` of an ES module for
// one that CommonJS cannot require.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const relativeImport = /((?:from|import)\s*\(?\s*")(\.{1,2}\/[^"]+?)\.(?:ts|js)(")/g;

/** Every `.d.cts` of a package, as a map from its path to its text. */
export function commonJsDeclarations({ path, manifest }) {
  const made = new Map();
  const copy = (source) => {
    const target = source.replace(/\.d\.ts$/, ".d.cts");
    if (made.has(target) || !existsSync(source)) return;
    const text = readFileSync(source, "utf8");
    made.set(target, text.replaceAll(relativeImport, "$1$2.cjs$3"));
    for (const [, , imported] of text.matchAll(relativeImport)) {
      copy(resolve(dirname(source), `${imported}.d.ts`));
    }
  };
  for (const { require: required } of Object.values(manifest.exports ?? {})) {
    const types = required?.types;
    if (types?.endsWith(".d.cts")) copy(join(path, types.replace(/\.d\.cts$/, ".d.ts")));
  }
  return made;
}

/** Writes those of them that have changed; answers their paths. */
export function writeCommonJsDeclarations(workspacePackage) {
  const changed = [...commonJsDeclarations(workspacePackage)].filter(
    ([target, text]) => !existsSync(target) || readFileSync(target, "utf8") !== text,
  );
  for (const [target, text] of changed) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return changed.map(([target]) => target);
}
