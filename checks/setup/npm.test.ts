import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cloneEnvironment } from "../../setup/environment.mjs";
import { runNpmCi } from "../../setup/npm.mjs";

describe("runNpmCi", () => {
  const folder = mkdtempSync(join(tmpdir(), "headgate-npm-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  // A package that needs two folders beside it, so that npm asks no registry.
  const needs = {
    devDependencies: { tool: "file:tool" },
    optionalDependencies: { fast: "file:fast" },
  };
  const write = (path: string, content: object): void =>
    writeFileSync(join(folder, path), JSON.stringify(content));
  for (const name of ["tool", "fast"]) {
    mkdirSync(join(folder, name));
    write(join(name, "package.json"), { name, version: "1.0.0" });
  }
  write("package.json", { name: "reader", version: "1.0.0", ...needs });
  write("package-lock.json", {
    name: "reader",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: {
      "": { name: "reader", version: "1.0.0", ...needs },
      tool: { version: "1.0.0", dev: true },
      fast: { version: "1.0.0", optional: true },
      "node_modules/tool": { resolved: "tool", link: true },
      "node_modules/fast": { resolved: "fast", link: true },
    },
  });

  test.each([
    { NODE_ENV: "production" },
    { npm_config_omit: "dev" },
    { npm_config_omit: "optional" },
  ])("installs everything with %j", { timeout: 60_000 }, async (extra) => {
    const { code, output } = await runNpmCi({ cwd: folder, env: cloneEnvironment(extra) });
    expect(code, output).toBe(0);
    for (const name of ["tool", "fast"]) {
      expect(existsSync(join(folder, "node_modules", name, "package.json")), name).toBe(true);
    }
  });
});
