import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { workedStubs } from "./worked-stubs.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-worked-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("workedStubs() names what was written into since the last commit, whatever ends its lines", () => {
  const sources = ["counter", "finite-feed"].map((slug) => {
    return { folder: `02-${slug}`, slug, stub: join(folder, `${slug}.ts`) };
  });
  for (const { stub } of sources) writeFileSync(stub, "// TODO\n");
  const git = (...words: string[]): void => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...who, ...words], { cwd: folder });
  };
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "hand out");
  writeFileSync(sources[0]!.stub, "// TODO\r\n");
  expect(workedStubs(sources)).toEqual([]);
  writeFileSync(sources[1]!.stub, "solved\n");
  expect(workedStubs(sources)).toEqual(["exercises/02-finite-feed/finite-feed.ts"]);
});
