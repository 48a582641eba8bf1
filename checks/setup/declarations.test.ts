import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commonJsDeclarations, writeCommonJsDeclarations } from "../../setup/declarations.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-declarations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A package whose `require` has the types `dist/index.d.cts`. */
function workspacePackage(types = "./dist/index.d.cts"): { path: string; manifest: object } {
  const entry = { require: { types, default: "./dist/index.cjs" } };
  return {
    path: folder,
    manifest: { exports: { ".": entry, "./package.json": "./package.json" } },
  };
}

describe("commonJsDeclarations", () => {
  test("copies an entry and all that it imports, each importing the other copies", () => {
    write("dist/index.d.ts", 'export { a } from "./a.ts";\nimport "node:fs";\n');
    write("dist/a.d.ts", 'import type { B } from "./below/b.js";\nexport declare const a: B;\n');
    write("dist/below/b.d.ts", 'export type B = import("../a.ts").A | "./c.ts";\n');
    write("dist/unused.d.ts", "export {};\n");
    const made = [...commonJsDeclarations(workspacePackage())].map(([path, text]) => [
      relative(folder, path).replaceAll("\\", "/"),
      text,
    ]);
    expect(Object.fromEntries(made)).toEqual({
      "dist/index.d.cts": 'export { a } from "./a.cjs";\nimport "node:fs";\n',
      "dist/a.d.cts": 'import type { B } from "./below/b.cjs";\nexport declare const a: B;\n',
      "dist/below/b.d.cts": 'export type B = import("../a.cjs").A | "./c.ts";\n',
    });
  });

  test("makes none where `require` names none", () => {
    write("dist/index.d.ts", "export {};\n");
    expect(commonJsDeclarations(workspacePackage("./dist/index.d.ts")).size).toBe(0);
    expect(commonJsDeclarations({ path: folder, manifest: {} }).size).toBe(0);
  });
});

test("writeCommonJsDeclarations writes only what has changed", () => {
  write("dist/index.d.ts", "export {};\n");
  expect(writeCommonJsDeclarations(workspacePackage())).toEqual([join(folder, "dist/index.d.cts")]);
  expect(readFileSync(join(folder, "dist/index.d.cts"), "utf8")).toBe("export {};\n");
  expect(writeCommonJsDeclarations(workspacePackage())).toEqual([]);
});
