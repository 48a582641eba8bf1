import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { fixture } from "./fixture.test-data.ts";

/** A copy of the fixture for one test, with texts of one file replaced: each must be there. */
export function fixtureWith(path = "", swaps: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "headgate-course-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync(fixture, root, { recursive: true });
  for (const [from, to] of Object.entries(swaps)) {
    const before = readFileSync(join(root, path), "utf8");
    if (!before.includes(from)) throw new Error(`${path} has no \`${from}\``);
    writeFileSync(join(root, path), before.replaceAll(from, to));
  }
  return root;
}
