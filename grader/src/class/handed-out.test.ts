import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { handedOut } from "./handed-out.ts";

const folder = mkdtempSync(join(tmpdir(), "headgate-stub-"));
const stub = join(folder, "counter.ts");
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("handedOut() is what was committed, whatever somebody has written since", () => {
  writeFileSync(stub, "// TODO\n");
  expect(handedOut(stub)).toBe("// TODO\n");
  const git = (...words: string[]): void => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...who, ...words], { cwd: folder });
  };
  git("init", "-q");
  git("add", "counter.ts");
  git("commit", "-qm", "hand out");
  writeFileSync(stub, "solved\n");
  expect(handedOut(stub)).toBe("// TODO\n");
});
