import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingPackages } from "../../setup/npm.mjs";
import { inRoot } from "../../setup/workspace.mjs";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

// An npm that cannot reach the builds for other systems leaves them out, and then `npm ci` refuses the file everywhere.
test("package-lock.json names the builds of every platform", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test("package-lock.json names no registry", () => {
  const resolved = Object.values(packages).flatMap((entry) => entry.resolved ?? []);
  expect(resolved.filter((address) => address.includes("://"))).toEqual([]);
});

test("node_modules holds what package-lock.json names", () => {
  expect(missingPackages()).toBeUndefined();
});
