import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { removeStaleOutputs, staleOutputs } from "../../setup/stale-outputs.mjs";

let folder: string;
const config = (): string => join(folder, "tsconfig.json");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-stale-"));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { rootDir: "src", outDir: "dist" } }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = ""): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function stale(...bundles: string[]): string[] {
  const found: string[] = staleOutputs(
    config(),
    bundles.map((path) => join(folder, path)),
  );
  return found.map((path) => relative(folder, path).replaceAll("\\", "/")).sort();
}

describe("staleOutputs", () => {
  test("finds what was compiled or bundled from a source that is gone", () => {
    for (const name of ["kept", "below/kept"]) {
      for (const path of [`src/${name}.ts`, `dist/${name}.js`, `dist/${name}.d.ts`]) write(path);
    }
    for (const name of ["gone", "below/gone"]) {
      for (const path of [`dist/${name}.js`, `dist/${name}.d.ts`]) write(path);
    }
    for (const ending of ["cjs", "d.cts"]) {
      write(`dist/gone.${ending}`);
      write(`dist/kept.${ending}`);
    }
    expect(stale()).toEqual([
      "dist/below/gone.d.ts",
      "dist/below/gone.js",
      "dist/gone.cjs",
      "dist/gone.d.cts",
      "dist/gone.d.ts",
      "dist/gone.js",
    ]);
  });

  test("leaves bundles, and whatever else the compiler did not make", () => {
    for (const path of [
      "page.cjs",
      "worker.js",
      "types/of-another.d.ts",
      ".tsbuildinfo",
      "a.json",
    ]) {
      write(`dist/${path}`);
    }
    expect(stale()).toEqual([]);
    for (const ending of [".js", ".d.ts", ".cjs"]) write(`dist/gone${ending}`);
    expect(stale("dist/gone.cjs")).toEqual(["dist/gone.d.ts", "dist/gone.js"]);
  });

  test("finds what was compiled once and is excluded now", () => {
    const compilerOptions = { rootDir: "src", outDir: "dist" };
    write(
      "tsconfig.json",
      JSON.stringify({ compilerOptions, exclude: ["src/**/*.test-d.ts", "src/b"] }),
    );
    for (const name of ["a.test-d", "a"]) {
      for (const path of [`src/${name}.ts`, `dist/${name}.js`, `dist/${name}.d.ts`]) write(path);
    }
    expect(stale()).toEqual(["dist/a.test-d.d.ts", "dist/a.test-d.js"]);
  });

  test("finds nothing where nothing was built, and follows a config that only refers to others", () => {
    expect(stale()).toEqual([]);
    for (const ending of [".js", ".d.ts"]) write(`dist/gone${ending}`);
    write("all.json", JSON.stringify({ files: [], references: [{ path: "." }] }));
    expect(staleOutputs(join(folder, "all.json"))).toHaveLength(2);
  });
});

test("removeStaleOutputs removes them", () => {
  write("dist/gone.d.ts");
  write("dist/gone.js");
  // Two configs of one `dist` both find them.
  expect(removeStaleOutputs([config(), config()], [])).toHaveLength(2);
  expect(existsSync(join(folder, "dist", "gone.js"))).toBe(false);
});
